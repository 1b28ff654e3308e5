import type { ActivityItem } from './list';

/** Behind this mark, spreadsheets read UTF-8 as what it is. Programs read the other format. */
export const byteOrderMark = '\ufeff';
/** What makes a spreadsheet take a text for a formula. */
const formula = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

const columns: readonly (readonly [name: string, value: (entry: ActivityItem) => unknown])[] = [
  ['Time', ({ at }) => at.toISOString()],
  ['What happened', ({ words }) => words],
  ['Outcome', ({ outcome }) => outcome],
  ['Action', ({ action }) => action],
  ['By', ({ actor }) => actor.kind],
  ['By name', ({ actor }) => actor.name],
  ['Subject', ({ subject }) => subject.kind],
  ['Subject name', ({ subject }) => subject.name],
  ['Subject id', ({ subject }) => subject.id],
  ['Status', ({ detail }) => detail.status],
  ['Error type', ({ detail }) => detail.scimType],
  ['Detail', ({ detail }) => JSON.stringify(detail)],
  ['Request id', ({ requestId }) => requestId],
  ['Entry id', ({ id }) => id],
];

/** A field of RFC 4180; what a spreadsheet would run as a formula begins with an apostrophe. */
function field(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of CSV. */
export function csvRecord(fields: readonly unknown[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/** How a file of activity as CSV (RFC 4180) begins: the mark of UTF-8 and the names of its columns. */
export const csvHead = byteOrderMark + csvRecord(columns.map(([name]) => name));

/** An entry as a line of CSV. */
export function csvLine(entry: ActivityItem): string {
  return csvRecord(columns.map(([, value]) => value(entry)));
}

/** An entry as a line of JSON, of itself an object (JSON Lines). */
export function jsonLine(entry: ActivityItem): string {
  return `${JSON.stringify(entry)}\n`;
}
