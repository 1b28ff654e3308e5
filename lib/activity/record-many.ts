import type { Sql } from '../database';
import { type Entry, entryColumns, entryTypes, entryValues } from './record';

const batch = 2000;

/** Records many entries through `on`, in their order, with one statement for each two thousand. */
export async function recordActivities(on: Sql, entries: readonly Entry[]): Promise<void> {
  const arrays = entryTypes.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
  for (let start = 0; start < entries.length; start += batch) {
    const rows = entries.slice(start, start + batch).map(entryValues);
    await on.rows({
      name: 'activity-insert-many',
      text: `INSERT INTO activities (${entryColumns}) SELECT * FROM unnest(${arrays})`,
      values: entryTypes.map((_, column) => rows.map((row) => row[column])),
    });
  }
}
