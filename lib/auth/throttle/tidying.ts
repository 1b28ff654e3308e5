import { leastUuid } from '../../database';
import { type Recurring, recurring } from '../../recurring';
import { deleteExpired } from './expired';
import { forgetAttempts } from './throttle';

const everyMs = 600_000;

/** Deletes sessions that have expired, of every tenant. @returns how many are gone */
export function forgetSessions(stop?: AbortSignal): Promise<number> {
  const expired = 'expires_at <= now()';
  return deleteExpired({ table: 'sessions', key: 'id', keyType: 'uuid', leastKey: leastUuid, expired }, stop);
}

/** Deletes what has expired now and then: sessions, and attempts that no longer count. The database is open. */
export function startTidying(): Recurring {
  return recurring('Deleting what has expired', { everyMs }, async (stop) => {
    await forgetAttempts(stop);
    await forgetSessions(stop);
  });
}
