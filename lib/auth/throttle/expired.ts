import { sql } from '../../database';

/** Rows that expire, in the order in which they are walked through. */
export interface Expiring {
  readonly table: 'sessions' | 'throttles';
  /** An indexed column; rows that have the same are no trouble. */
  readonly key: string;
  readonly keyType: 'uuid' | 'timestamptz';
  /** No row's key is less. */
  readonly leastKey: string;
  /** The condition, in SQL, under which a row is of no use any more. */
  readonly expired: string;
}

/** Rows that one statement deletes: nobody waits for so few. */
const batch = 1000;

/** How many were deleted, and the greatest key of them; null where there were none. */
interface Batch {
  readonly deleted: number;
  readonly upTo: string | null;
}

/** Deletes the first expired rows from a key on. Rows that somebody holds stay for another time. */
async function deleteBatch({ table, key, keyType, expired }: Expiring, from: string): Promise<Batch> {
  const [done] = await sql.rows<Batch>({
    name: `auth-forget-${table}`,
    text: `WITH gone AS (
        DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM ${table} WHERE ${key} >= $1::${keyType} AND ${expired}
          ORDER BY ${key} LIMIT ${batch} FOR UPDATE SKIP LOCKED)) RETURNING ${key} AS key)
      SELECT count(*)::int AS deleted, (SELECT key::text FROM gone ORDER BY key DESC LIMIT 1) AS "upTo" FROM gone`,
    values: [from],
  });
  return done ?? { deleted: 0, upTo: null };
}

/**
 * Deletes what has expired, of every tenant, batch after batch. Each begins where the one before ended: what is dead
 * before it is not walked through again.
 * @param stop ends it between two batches
 * @returns how many rows are gone
 */
export async function deleteExpired(what: Expiring, stop?: AbortSignal): Promise<number> {
  let deleted = 0;
  for (let from: string | null = what.leastKey; from !== null && !stop?.aborted; ) {
    const done: Batch = await deleteBatch(what, from);
    deleted += done.deleted;
    from = done.deleted < batch ? null : done.upTo;
  }
  return deleted;
}
