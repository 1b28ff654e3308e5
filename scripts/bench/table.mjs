// Tables in Markdown that can be read in a terminal, too.

/**
 * A figure for people: two decimals at most, none from 100 on.
 * @param {number | undefined} value
 */
export const figure = (value) =>
  value === undefined || Number.isNaN(value)
    ? '–'
    : value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });

/**
 * The first column is text, the others are set to the right.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows shorter ones leave the last cells empty
 */
export function table(head, rows) {
  const lines = [head, ...rows].map((cells) => head.map((_, column) => cells[column] ?? ''));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)));
  const write = (cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [write(lines[0]), `| ${rule.join(' | ')} |`, ...lines.slice(1).map(write)].join('\n');
}
