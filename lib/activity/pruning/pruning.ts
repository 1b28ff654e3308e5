import { env } from '../../env';
import { type Recurring, recurring } from '../../recurring';
import { pruneActivity, pruneExchanges } from './prune';

const dayMs = 86_400_000;
/** How often what has become too old is deleted, in milliseconds; a server that starts has other things to do first. */
const pauses = { firstMs: 60_000, everyMs: 3_600_000 };

async function prune(stop: AbortSignal): Promise<void> {
  const { ACTIVITY_RETENTION_DAYS: activity, EXCHANGE_RETENTION_DAYS: exchanges } = env();
  const before = (days: number) => new Date(Date.now() - days * dayMs);
  await pruneExchanges(before(exchanges), stop);
  if (activity !== undefined) await pruneActivity(before(activity), stop);
}

/**
 * Deletes exchanges that are older than EXCHANGE_RETENTION_DAYS, and activity that is older than
 * ACTIVITY_RETENTION_DAYS, now and then. Without the latter all activity is kept. The database is open; of several
 * servers on one database, one deletes at a time.
 */
export function startPruning(): Recurring {
  return recurring('Deleting what is too old', pauses, prune);
}
