import { invalidFilter } from '../error';
import { suggestion } from '../schema/suggestion';
import { type AttrPath, type CompareOp, type CompValue, compareOps, type Filter } from './ast';
import { type Token, tokenize } from './tokens';

/** The bounds of one filter; beyond them the answer is 400 with the bound named. */
export const filterLimits = { characters: 8192, depth: 40, comparisons: 200 } as const;

const attrName = /^[A-Za-z$][\w$-]*(\.[A-Za-z$][\w$-]*)?$/;
const urnPath = /^urn:[\w\-.:$']+$/i;

/** Parses a filter by the grammar of RFC 7644 §3.4.2.2; the methods bear the names of its rules. */
export class Parser {
  private place = 0;
  private depth = 0;
  private comparisons = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The whole input as one FILTER. @throws ScimError invalidFilter */
  static parse(filter: string, rewrite: (tokens: readonly Token[]) => readonly Token[]): Filter {
    if (filter.length > filterLimits.characters) {
      throw invalidFilter(
        `A filter may have up to ${filterLimits.characters} characters; this one has ${filter.length}.`,
      );
    }
    const parser = new Parser(rewrite(tokenize(filter)));
    const result = parser.FILTER();
    if (parser.peek().kind !== 'end') throw parser.expected('“and”, “or” or the end');
    return result;
  }

  /** FILTER: expressions joined by `or`, which binds less than `and`. */
  FILTER(): Filter {
    if (++this.depth > filterLimits.depth) {
      throw invalidFilter(`A filter may nest up to ${filterLimits.depth} levels deep.`);
    }
    const filter = this.joined('or', () => this.joined('and', () => this.unit()));
    this.depth--;
    return filter;
  }

  private joined(word: 'and' | 'or', operand: () => Filter): Filter {
    const first = operand();
    const operands = [first];
    while (this.takeWord(word)) operands.push(operand());
    return operands.length === 1 ? first : { kind: word, operands };
  }

  private unit(): Filter {
    if (this.take('(')) return this.group();
    const negated = this.peek().text.toLowerCase() === 'not' && this.peek(1).kind === '(';
    if (!negated) return this.attrExp();
    this.place += 2;
    return { kind: 'not', operand: this.group() };
  }

  private group(): Filter {
    const filter = this.FILTER();
    if (!this.take(')')) throw this.expected('“and”, “or” or “)”');
    return filter;
  }

  private attrExp(): Filter {
    const path = this.attrPath();
    if (++this.comparisons > filterLimits.comparisons) {
      throw invalidFilter(`A filter may have up to ${filterLimits.comparisons} comparisons.`);
    }
    if (this.take('[')) return { kind: 'valuePath', path, filter: this.valFilter() };
    if (this.takeWord('pr')) return { kind: 'present', path };
    return { kind: 'attrExp', path, op: this.compareOp(), value: this.compValue() };
  }

  /** What stands between the brackets of a valuePath, and the closing one. */
  valFilter(): Filter {
    const filter = this.FILTER();
    if (!this.take(']')) throw this.expected('“and”, “or” or “]”');
    return filter;
  }

  /** attrPath: a name, a name and a sub-attribute, or either behind a URN. */
  attrPath(): AttrPath {
    const token = this.peek();
    const isPath = token.kind === 'word' && (attrName.test(token.text) || urnPath.test(token.text));
    if (!isPath) throw this.expected('the name of an attribute');
    this.place++;
    return { text: token.text, at: token.at };
  }

  private compareOp(): CompareOp {
    const token = this.peek();
    const op = compareOps.find((name) => token.kind === 'word' && name === token.text.toLowerCase());
    if (!op) {
      const meant = token.kind === 'word' && suggestion(token.text, [...compareOps, 'pr']);
      throw this.expected(
        `an operator (${compareOps.join(', ')}, pr)`,
        meant ? ` Did you mean “${meant}”?` : '',
      );
    }
    this.place++;
    return op;
  }

  private compValue(): CompValue {
    const token = this.peek();
    const value = token.kind === 'string' ? token.text : literal(token);
    if (value === undefined)
      throw this.expected('a value: text in double quotes, a number, true, false or null');
    this.place++;
    return value;
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.place + ahead] ?? { kind: 'end', text: 'the end', at: 0 };
  }

  private take(kind: Token['kind']): boolean {
    const found = this.peek().kind === kind;
    if (found) this.place++;
    return found;
  }

  private takeWord(word: string): boolean {
    const found = this.peek().kind === 'word' && this.peek().text.toLowerCase() === word;
    if (found) this.place++;
    return found;
  }

  private expected(what: string, hint = ''): Error {
    const { kind, text, at } = this.peek();
    const shown = kind === 'end' ? 'the filter ends' : `“${text.slice(0, 60)}” stands`;
    return invalidFilter(`At character ${at} of the filter ${shown} where ${what} must stand.${hint}`);
  }
}

function literal({ kind, text }: Token): CompValue | undefined {
  if (kind !== 'word') return undefined;
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  if (lower === 'null') return null;
  return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
