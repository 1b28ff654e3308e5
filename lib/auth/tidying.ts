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

let current: Recurring | undefined;

/** Deletes what has expired now and then, until `endTidying`: sessions, and attempts that no longer count. */
export function startTidying(): void {
  current ??= recurring('Deleting what has expired', everyMs, async (stop) => {
    while (!stop.aborted && (await forgetAttempts()) === batch);
    while (!stop.aborted && (await forgetSessions()) === batch);
  });
}

/** Ends tidying; settles when what runs of it has ended. Call it before the database is closed. */
export async function endTidying(): Promise<void> {
  await current?.end();
  current = undefined;
}
