import type { Sql } from '../database';
import { type StoredEntry, storedColumns } from './entry';

const batch = 1000;

/** A tenant's audit trail from its beginning, in batches: a long one is never held whole. */
export async function* walk(on: Sql, tenantId: string): AsyncGenerator<readonly StoredEntry[]> {
  for (let after = 0; ; ) {
    const rows = await on.rows<StoredEntry>({
      name: 'audit-walk',
      text: `SELECT ${storedColumns} FROM audit_entries WHERE tenant_id = $1 AND number > $2
        ORDER BY number LIMIT ${batch}`,
      values: [tenantId, after],
    });
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < batch) return;
    after = last.number;
  }
}
