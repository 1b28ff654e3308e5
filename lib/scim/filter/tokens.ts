import { invalidFilter } from '../error';

/** A piece of a filter, with the place of its first character, counted from 1. */
export interface Token {
  readonly kind: '(' | ')' | '[' | ']' | 'word' | 'string' | 'end';
  /** The piece as written; for a string the text between its quotes, unescaped. */
  readonly text: string;
  readonly at: number;
}

const punctuation = new Set(['(', ')', '[', ']']);
const wordShape = /[^\s()[\]"]+/y;
const stringShape = /"(?:[^"\\]|\\.)*"/sy;

/** Cuts a filter into its tokens; runs of white space count as one (RFC 7644 §3.4.2.2). @throws ScimError invalidFilter */
export function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  while (place < filter.length) {
    const char = filter[place] ?? '';
    const at = place + 1;
    if (/\s/.test(char)) {
      place++;
    } else if (punctuation.has(char)) {
      tokens.push({ kind: char as '(' | ')' | '[' | ']', text: char, at });
      place++;
    } else {
      const raw = char === '"' ? match(stringShape, filter, place) : match(wordShape, filter, place);
      if (raw === undefined)
        throw invalidFilter(`The text that starts at character ${at} has no closing quote.`);
      tokens.push(
        char === '"' ? { kind: 'string', text: jsonString(raw, at), at } : { kind: 'word', text: raw, at },
      );
      place += raw.length;
    }
  }
  tokens.push({ kind: 'end', text: 'the end', at: filter.length + 1 });
  return tokens;
}

function match(shape: RegExp, text: string, from: number): string | undefined {
  shape.lastIndex = from;
  return shape.exec(text)?.[0];
}

/** Values in filters are JSON strings (RFC 7644 §3.4.2.2, compValue). */
function jsonString(raw: string, at: number): string {
  try {
    return JSON.parse(raw);
  } catch {
    throw invalidFilter(
      `The text at character ${at} is no JSON string: write \\" for a quote, \\\\ for a backslash, \\n for a new line.`,
    );
  }
}
