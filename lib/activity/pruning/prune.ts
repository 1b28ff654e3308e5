import { setTimeout as sleep } from 'node:timers/promises';
import { leastUuid, sql, transaction } from '../../database';

/** Entries that one statement deletes: few enough to take some ten milliseconds. */
const batch = 5000;
/** The pause between two, in milliseconds: pruning is never in a hurry, and writers are. */
const pauseMs = 100;
/** Tables whose ids begin with the time, and the lock of whoever prunes one: one at a time on a database. */
const locks = { activities: 72_707_370, exchanges: 72_707_371 } as const;

type Table = keyof typeof locks;

/** The last time that an id can begin with, in ms: there are 48 bits of it. */
const latestMs = 2 ** 48 - 1;

/** The least id of an entry that is made at a time: their ids are UUIDs of version 7, which begin with it. */
export function leastIdAt(time: Date): string {
  const ms = Math.min(Math.max(time.getTime(), 0), latestMs);
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** How many were deleted, and the greatest id that can still have older ones before it; none: that was all. */
interface Batch {
  readonly deleted: number;
  readonly upTo?: string;
}

/** Deletes the oldest rows after one id and before another; nothing while somebody else prunes. */
function deleteBatch(table: Table, after: string, before: string): Promise<Batch> {
  return transaction(async (tx) => {
    const [turn] = await tx.rows<{ mine: boolean }>({
      text: 'SELECT pg_try_advisory_xact_lock($1) AS mine',
      values: [locks[table]],
    });
    if (!turn?.mine) return { deleted: 0 };
    const [last] = await tx.rows<{ id: string }>({
      text: `SELECT id FROM ${table} WHERE id > $1::uuid AND id < $2::uuid ORDER BY id OFFSET ${batch - 1} LIMIT 1`,
      values: [after, before],
    });
    const [gone] = await tx.rows<{ deleted: number }>({
      text: `WITH gone AS (DELETE FROM ${table} WHERE id > $1::uuid AND id < $2::uuid AND id <= $3::uuid RETURNING 1)
        SELECT count(*)::int AS deleted FROM gone`,
      values: [after, before, last?.id ?? before],
    });
    return { deleted: gone?.deleted ?? 0, upTo: last?.id };
  });
}

/** Deletes what names users in entries that are gone, a batch of it. @returns how many that were */
async function forgetNamed(before: string): Promise<number> {
  const gone = await sql.rows({
    text: `DELETE FROM member_entries WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM member_entries WHERE entry_id < $1::uuid LIMIT ${batch} FOR UPDATE SKIP LOCKED)) RETURNING 1`,
    values: [before],
  });
  return gone.length;
}

/** Deletes every tenant's activity from before a time. @returns how many entries are gone */
export async function pruneActivity(before: Date, stop?: AbortSignal): Promise<number> {
  const deleted = await prune('activities', before, stop);
  const end = leastIdAt(before);
  while (!stop?.aborted && (await forgetNamed(end)) === batch)
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => {});
  return deleted;
}

/** Deletes every tenant's exchanges from before a time. @returns how many are gone */
export function pruneExchanges(before: Date, stop?: AbortSignal): Promise<number> {
  return prune('exchanges', before, stop);
}

/**
 * Deletes the oldest rows first, in batches with pauses between: it waits for no writer, and no writer waits for it.
 * @param stop ends it between two batches
 */
async function prune(table: Table, before: Date, stop?: AbortSignal): Promise<number> {
  const end = leastIdAt(before);
  let deleted = 0;
  // Where the last batch ended the next begins: what is dead before it is not walked through again.
  for (let after: string | undefined = leastUuid; after !== undefined && !stop?.aborted; ) {
    const done: Batch = await deleteBatch(table, after, end);
    deleted += done.deleted;
    after = done.upTo;
    if (after !== undefined) await sleep(pauseMs, undefined, { signal: stop }).catch(() => {});
  }
  return deleted;
}
