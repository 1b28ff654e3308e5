import { sql, writtenBehind } from '../database';

/** When each key was last used, not yet written. */
const uses = writtenBehind('The last use of API keys', () => new Map<string, Date>(), write);

async function write(pending: Map<string, Date>): Promise<void> {
  const batch = new Map(pending);
  if (batch.size === 0) return;
  pending.clear();
  try {
    await sql.rows({
      name: 'connection-key-used',
      // Held in the order of their ids: processes that write the same keys at once wait, and never for each other.
      text: `WITH held AS (
          SELECT k.id, used.at FROM api_keys k JOIN unnest($1::uuid[], $2::timestamptz[]) AS used (id, at) USING (id)
          ORDER BY k.id FOR NO KEY UPDATE OF k)
        UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, held.at) FROM held WHERE k.id = held.id`,
      values: [[...batch.keys()], [...batch.values()]],
    });
  } catch (error) {
    // A use that could not be written waits for the next flush; one noted meanwhile is later.
    for (const [id, at] of batch) if (!pending.has(id)) pending.set(id, at);
    throw error;
  }
}

/** Notes that a key was used. Costs no query: times are written at most once a second, in the background. */
export function noteKeyUsed(keyId: string, at: Date): void {
  const known = uses.content.get(keyId);
  if (!known || known < at) uses.content.set(keyId, at);
  uses.noted();
}

/** Writes what has been noted so far. Call it before the database is closed. */
export function flushKeyUse(): Promise<void> {
  return uses.flush();
}
