import { env } from '../env';
import { log } from '../log';
import { pruneActivity, pruneExchanges } from './prune';

const dayMs = 86_400_000;
/** How often what has become too old is deleted, in milliseconds. */
const everyMs = 3_600_000;
/** A server that starts has other things to do first. */
const firstMs = 60_000;

interface Pruning {
  readonly stop: AbortController;
  timer?: NodeJS.Timeout;
  running: Promise<void>;
}

let current: Pruning | undefined;

async function prune({ signal }: AbortController): Promise<void> {
  const { ACTIVITY_RETENTION_DAYS: activity, EXCHANGE_RETENTION_DAYS: exchanges } = env();
  const before = (days: number) => new Date(Date.now() - days * dayMs);
  try {
    await pruneExchanges(before(exchanges), signal);
    if (activity !== undefined) await pruneActivity(before(activity), signal);
  } catch (error) {
    log.error('What is too old could not be deleted; it is tried again in an hour.', { err: error });
  }
}

/**
 * Deletes exchanges that are older than EXCHANGE_RETENTION_DAYS, and activity that is older than
 * ACTIVITY_RETENTION_DAYS, now and then, until `endPruning`. Without the latter all activity is kept. The database is
 * open; of several servers on one database, one deletes at a time.
 */
export function startPruning(): void {
  if (current) return;
  const pruning: Pruning = { stop: new AbortController(), running: Promise.resolve() };
  current = pruning;
  const next = (inMs: number) => {
    pruning.timer = setTimeout(() => {
      pruning.running = prune(pruning.stop).then(() => {
        if (!pruning.stop.signal.aborted) next(everyMs);
      });
    }, inMs).unref();
  };
  next(firstMs);
}

/** Ends pruning; settles when what runs of it has ended. Call it before the database is closed. */
export async function endPruning(): Promise<void> {
  const pruning = current;
  current = undefined;
  pruning?.stop.abort();
  clearTimeout(pruning?.timer);
  await pruning?.running;
}
