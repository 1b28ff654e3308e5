import { withUrn } from '../schema/dialects';
import type { ResourceType } from '../schema/resource-type';
import { compareOps } from './ast';
import type { Token } from './tokens';

// What identity providers write in filters that the grammar of RFC 7644 does not have: one named rewrite of
// the tokens each, before the parser. The parser knows nothing of them.

const operators = new Set<string>(compareOps);
const literals = new Set(['true', 'false', 'null']);

/** Index of the bracket that closes the one at `open`, or -1. */
function closing(tokens: readonly Token[], open: number): number {
  return tokens.findIndex((token, i) => i > open && token.kind === ']');
}

/**
 * Entra ID, Rippling: `emails[type eq "work"].value eq "x"`, which the ABNF does not derive. Both conditions hold
 * for the same element, so it reads `emails[(type eq "work") and value eq "x"]`.
 */
export function elementComparison(tokens: readonly Token[]): readonly Token[] {
  const dot = tokens.findIndex((token, i) => token.text.startsWith('.') && tokens[i - 1]?.kind === ']');
  const sub = tokens[dot];
  const open = tokens.findLastIndex((token, i) => i < dot && token.kind === '[');
  if (!sub || open < 0 || closing(tokens, open) !== dot - 1) return tokens;
  const present = tokens[dot + 1]?.text.toLowerCase() === 'pr';
  const end = dot + (present ? 2 : 3);
  const token = (kind: Token['kind'], text: string): Token => ({ kind, text, at: sub.at });
  return elementComparison([
    ...tokens.slice(0, open + 1),
    token('(', '('),
    ...tokens.slice(open + 1, dot - 1),
    token(')', ')'),
    token('word', 'and'),
    token('word', sub.text.slice(1)),
    ...tokens.slice(dot + 1, end),
    token(']', ']'),
    ...tokens.slice(end),
  ]);
}

/** What a value may be without quotes: letters, digits, and what stands in names, ids and addresses. */
const bareWord = /^[\p{L}\p{N}_][\p{L}\p{N}_.@:/+-]*$/u;

/** Entra ID's documents, and RFC 7644 §3.4.2.2 itself once: a value without quotes, `meta.resourceType eq User`. */
export function bareWordValue(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, i) => {
    const isValue = token.kind === 'word' && operators.has(tokens[i - 1]?.text.toLowerCase() ?? '');
    const follows = tokens[i - 2]?.kind === 'word' && tokens[i - 1]?.kind === 'word';
    const isLiteral = literals.has(token.text.toLowerCase()) || !Number.isNaN(Number(token.text));
    return isValue && follows && !isLiteral && bareWord.test(token.text)
      ? { ...token, kind: 'string' }
      : token;
  });
}

/** Entra ID, when it checks a manager: `manager eq "…"` without the URN of its extension. */
export function nameWithoutUrn(tokens: readonly Token[], type: ResourceType): readonly Token[] {
  let inBrackets = false;
  return tokens.map((token, i) => {
    if (token.kind === '[' || token.kind === ']') inBrackets = token.kind === '[';
    const next = tokens[i + 1];
    const isCompared =
      next?.kind === 'word' && (operators.has(next.text.toLowerCase()) || /^pr$/i.test(next.text));
    if (token.kind !== 'word' || inBrackets || !isCompared) return token;
    return { ...token, text: withUrn(type, token.text) };
  });
}

/** All rewrites of filters on resources of `type`. */
export function lenientTokens(type: ResourceType): (tokens: readonly Token[]) => readonly Token[] {
  return (tokens) => nameWithoutUrn(bareWordValue(elementComparison(tokens)), type);
}
