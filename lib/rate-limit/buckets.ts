import { type Actor, recordActivity } from '../activity';
import { sql } from '../database';
import { log } from '../log';
import { Bucket } from './bucket';
import { openBucket, type Settled, settle } from './bucket-statements';

/** How often the processes settle what they took, in milliseconds: sooner where much was taken. */
const settleEveryMs = 1000;
/** A bucket that nobody took from for this long is forgotten, in milliseconds. */
const idleMs = 300_000;

/** Whose requests are counted. */
export interface Caller {
  readonly tenantId: string;
  /** Whom activity names where requests were refused. */
  readonly actor: () => Actor;
}

interface Kept {
  readonly bucket: Bucket;
  readonly actor: () => Actor;
  usedAt: number;
  refused: number;
  /** Whether there is something to settle. */
  dirty: boolean;
}

interface Buckets {
  readonly kept: Map<string, Kept>;
  readonly opening: Map<string, Promise<Kept>>;
  timer?: NodeJS.Timeout;
  /** Settling goes on one at a time. */
  running?: Promise<void>;
}

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterRequestBuckets?: Buckets };

function buckets(): Buckets {
  holder.musterRequestBuckets ??= { kept: new Map(), opening: new Map() };
  return holder.musterRequestBuckets;
}

async function open({ tenantId, actor }: Caller): Promise<Kept> {
  const { kept, opening } = buckets();
  const underWay = opening.get(tenantId);
  if (underWay) return underWay;
  const opened = openBucket(tenantId).then((shared) => {
    const bucket = new Bucket(shared, performance.now());
    const one: Kept = { bucket, actor, usedAt: 0, refused: 0, dirty: false };
    kept.set(tenantId, one);
    return one;
  });
  opening.set(tenantId, opened);
  try {
    return await opened;
  } finally {
    opening.delete(tenantId);
  }
}

/** What became of a request that was counted. */
export interface Counted {
  /** 0 where it may go on; else in how many seconds, a whole number, the next one may. */
  readonly wait: number;
  /** Whether the tenant has a limit. */
  readonly limited: boolean;
}

/**
 * Counts a request of a tenant against its limit. Costs no statement but for the first in five minutes: what was taken
 * is settled with the other processes behind the requests' back, once a second, and sooner where a quarter of the
 * bucket or of a second's rate is gone. So `n` processes together let through the rate, and at most `n` times a
 * quarter of it, and what comes while they settle, too early: that is a debt, for which all of them wait.
 * @returns at once, but for the first
 */
export function countRequest(caller: Caller): Counted | Promise<Counted> {
  const now = performance.now();
  const one = buckets().kept.get(caller.tenantId);
  return one ? taken(one, now) : open(caller).then((opened) => taken(opened, now));
}

function taken(one: Kept, now: number): Counted {
  const wait = one.bucket.take(1, now);
  one.usedAt = now;
  if (wait > 0) one.refused += 1;
  note(one);
  return { wait, limited: one.bucket.limited };
}

/**
 * Counts the parts of a request that was counted as one, such as the operations of a bulk request.
 * @returns 0 where they were taken; else in how many seconds the request may be sent again
 */
export function countParts(tenantId: string, parts: number): number {
  const one = buckets().kept.get(tenantId);
  if (!one || parts <= 0) return 0;
  const wait = one.bucket.take(parts, performance.now());
  if (wait > 0) one.refused += 1;
  note(one);
  return wait;
}

function note(one: Kept): void {
  one.dirty = true;
  if (one.bucket.isDue && !buckets().running) void settleAll();
  else schedule();
}

function schedule(): void {
  const state = buckets();
  state.timer ??= setTimeout(() => {
    state.timer = undefined;
    void settleAll();
  }, settleEveryMs).unref();
}

/** Settles with the other processes what was taken so far. Call it before the database is closed. */
export async function settleRequests(): Promise<void> {
  await buckets().running;
  await settleAll();
}

function settleAll(): Promise<void> {
  const state = buckets();
  clearTimeout(state.timer);
  state.timer = undefined;
  state.running ??= settleDirty(state).finally(() => {
    state.running = undefined;
    forget(state);
    const dirty = [...state.kept.values()].some((one) => one.dirty);
    if (dirty) schedule();
  });
  return state.running;
}

async function settleDirty({ kept }: Buckets): Promise<void> {
  const dirty = [...kept].filter(([, one]) => one.dirty);
  if (dirty.length === 0) return;
  const told = dirty.map(([tenantId, one]) => {
    const spending = { tenantId, taken: one.bucket.tell(), refused: one.refused };
    one.refused = 0;
    one.dirty = false;
    return spending;
  });
  try {
    for (const settled of await settle(told)) take(kept, settled);
  } catch (error) {
    // Each process goes on by what it knows; it is told with the next try.
    for (const [i, [, one]] of dirty.entries()) {
      one.bucket.untell(told[i]?.taken ?? 0);
      one.refused += told[i]?.refused ?? 0;
      one.dirty = true;
    }
    const why = error instanceof Error ? error.message : String(error);
    log.error('The limits of requests could not be settled between processes.', { reason: why });
  }
}

function take(kept: ReadonlyMap<string, Kept>, settled: Settled): void {
  const one = kept.get(settled.tenantId);
  if (!one) return;
  one.bucket.settle(settled, performance.now());
  // Refusals that can't be told yet are, once their minute is over.
  if (settled.untold > 0) one.dirty = true;
  if (settled.toTell !== null) void tell(settled.tenantId, one.actor(), settled.toTell);
}

/** Tells in activity that requests were refused: once a minute and tenant, whichever process refused them. */
async function tell(tenantId: string, actor: Actor, count: number): Promise<void> {
  await recordActivity(sql, {
    tenantId,
    actor,
    action: 'request.limited',
    subject: { kind: 'request' },
    outcome: 'refused',
    detail: { status: 429, count },
  }).catch((error) => log.error('That requests were limited could not be recorded.', { err: error }));
}

function forget({ kept }: Buckets): void {
  const before = performance.now() - idleMs;
  for (const [tenantId, one] of kept) if (!one.dirty && one.usedAt < before) kept.delete(tenantId);
}
