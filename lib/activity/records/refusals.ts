import { type Sql, sql, writtenBehind } from '../../database';
import { activityInsert, type Entry } from './record';

/** How many refused requests of a tenant become entries at once, in each process. */
const burst = 200;
/** After that, one in so many milliseconds; the others are counted. */
const everyMs = 5000;
/** How often an entry tells how many were counted, in milliseconds. */
const toldEveryMs = 60_000;
/** How many tenants are remembered. */
const remembered = 10_000;

interface Refusals {
  /** How many more may become entries, at a time in milliseconds. */
  left: number;
  at: number;
  /** How many did not since the last time that was told, and the last of them. */
  counted: number;
  last?: Entry;
}

const refusals = writtenBehind(
  'Counts of refused requests',
  () => new Map<string, Refusals>(),
  tellCounts,
  toldEveryMs,
);

function refusalsOf(tenantId: string, now: number): Refusals {
  const { content } = refusals;
  let found = content.get(tenantId);
  if (!found) {
    found = { left: burst, at: now, counted: 0 };
    content.set(tenantId, found);
    if (content.size > remembered) forgetOne(content);
  }
  return found;
}

function forgetOne(content: Map<string, Refusals>): void {
  for (const [tenantId, { counted }] of content) {
    if (counted > 0) continue;
    content.delete(tenantId);
    return;
  }
}

/**
 * Records a refused request, unless too many of the tenant were refused of late: a client that floods must not fill
 * the table. Those beyond are counted, and once a minute an entry tells how many there were.
 * @returns whether it was recorded
 */
export async function recordRefused(on: Sql, entry: Entry, now = Date.now()): Promise<boolean> {
  const known = refusalsOf(entry.tenantId, now);
  known.left = Math.min(burst, known.left + (now - known.at) / everyMs);
  known.at = now;
  if (known.left < 1) {
    known.counted++;
    known.last = entry;
    refusals.noted();
    return false;
  }
  known.left--;
  await on.rows(activityInsert(entry));
  return true;
}

/** Tells how many refused requests were counted. Call it before the database is closed. */
export function flushRefusals(): Promise<void> {
  return refusals.flush();
}

async function tellCounts(content: Map<string, Refusals>): Promise<void> {
  for (const known of content.values()) {
    const { counted: count, last } = known;
    if (count === 0 || !last) continue;
    const { requestId: _one, ...entry } = last;
    const detail = { ...entry.detail, count };
    await sql.rows(activityInsert({ ...entry, action: 'request.refusals-counted', detail }));
    known.counted -= count;
  }
}
