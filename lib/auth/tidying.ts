import { sql } from '../database';
import { type Recurring, recurring } from '../recurring';
import { forgetAttempts } from './throttle';

const everyMs = 600_000;
/** Rows that one statement deletes: nobody waits for so few. */
const batch = 1000;

/** Deletes sessions that have expired, as many as one statement should; gives how many. */
export async function forgetSessions(): Promise<number> {
  const gone = await sql.rows({
    name: 'auth-forget-sessions',
    text: `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= now() LIMIT ${batch})
      RETURNING 1`,
    values: [],
  });
  return gone.length;
}

/** Deletes what has expired now and then: sessions, and attempts that no longer count. The database is open. */
export function startTidying(): Recurring {
  return recurring('Deleting what has expired', { everyMs }, async (stop) => {
    while (!stop.aborted && (await forgetAttempts()) === batch);
    while (!stop.aborted && (await forgetSessions()) === batch);
  });
}
