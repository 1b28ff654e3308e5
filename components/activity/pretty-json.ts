/** How a body that was cut ends. */
const cutEnd = /… \(cut: (\d+) characters in all\)$/;

/** A body as it is shown. */
export interface PrettyBody {
  readonly lines: readonly string[];
  /** How many characters it had, where only its beginning is kept. */
  readonly cutFrom: number | null;
}

/** A text outside of quotation marks, or one within them, with its escapes. */
const tokens = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/gs;

/**
 * A body of JSON with each member on a line of its own. It need not be whole: what was cut is shown as far as it goes.
 * Text that is no JSON is shown as it is.
 */
export function prettyBody(text: string): PrettyBody {
  const cut = cutEnd.exec(text);
  const kept = cut ? text.slice(0, cut.index) : text;
  const cutFrom = cut ? Number(cut[1]) : null;
  if (!/^\s*[[{]/.test(kept)) return { lines: kept.split('\n'), cutFrom };
  return { lines: indented(kept.match(tokens) ?? []), cutFrom };
}

function indented(all: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const end = () => {
    if (line.trim() !== '') lines.push(line);
    line = '  '.repeat(depth);
  };
  for (const [place, token] of all.entries()) {
    const before = all[place - 1] ?? '';
    const closes = token === '}' || token === ']';
    if (closes) depth = Math.max(0, depth - 1);
    const empty = closes && (before === '{' || before === '[');
    if (empty) line = line.trimEnd();
    else if (closes || before === '{' || before === '[') end();
    line += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth += 1;
    if (token === ',') end();
  }
  end();
  return lines;
}
