import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeTenant } from '../../../test/people';
import { sql, transaction } from '../../database';
import { forgetAttempts } from './throttle';
import { forgetSessions } from './tidying';

let userId: string;

beforeEach(async () => {
  await sql.rows({ text: 'TRUNCATE sessions, throttles', values: [] });
  userId = (await makeTenant()).admin.id;
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sessions in no order of their ids, each of which expires so many seconds from now. */
async function addSessions(count: number, seconds: number): Promise<void> {
  await sql.rows({
    text: `INSERT INTO sessions (id, user_id, expires_at)
      SELECT gen_random_uuid(), $1, now() + make_interval(secs => $2) FROM generate_series(1, $3)`,
    values: [userId, seconds, count],
  });
}

/** Attempts at the same moment, as many strangers at once make them. */
async function addAttempts(count: number, { counted = -1, blocked = -1, known = -1 }): Promise<void> {
  await sql.rows({
    text: `INSERT INTO throttles (subject, tries, counted_until, blocked_until, known_until)
      SELECT uuid_send(gen_random_uuid()), 1, now() + make_interval(secs => $1), now() + make_interval(secs => $2),
        now() + make_interval(secs => $3) FROM generate_series(1, $4)`,
    values: [counted, blocked, known, count],
  });
}

async function left(table: 'sessions' | 'throttles'): Promise<number> {
  const rows = await sql.rows({ text: `SELECT FROM ${table}`, values: [] });
  return rows.length;
}

test('all that has expired goes, and nothing else', async () => {
  await addSessions(2500, -1);
  await addSessions(1500, 60);
  expect(await forgetSessions()).toBe(2500);
  expect(await left('sessions')).toBe(1500);
  expect(await forgetSessions()).toBe(0);

  await addAttempts(2500, {});
  await addAttempts(1200, { counted: 60 });
  await addAttempts(1200, { blocked: 60 });
  await addAttempts(1200, { known: 60 });
  expect(await forgetAttempts()).toBe(2500);
  expect(await left('throttles')).toBe(3600);
});

test('it ends between two batches when it is told to, and the next time goes on', async () => {
  await addSessions(2500, -1);
  const stop = new AbortController();
  const { rows } = sql;
  vi.spyOn(sql, 'rows').mockImplementation(async (statement) => {
    const result = await rows(statement);
    if (statement.name === 'auth-forget-sessions') stop.abort();
    return result as never;
  });
  expect(await forgetSessions(stop.signal)).toBe(1000);
  expect(await forgetSessions(stop.signal)).toBe(0);
  expect(await forgetSessions()).toBe(1500);
});

test('a session that is used in its last moment stays, and nobody waits for it', async () => {
  await addSessions(3, -1);
  await transaction(async (tx) => {
    await tx.rows({
      text: `UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE id = (SELECT id FROM sessions LIMIT 1)`,
      values: [],
    });
    expect(await forgetSessions()).toBe(2);
  });
  expect(await forgetSessions()).toBe(0);
  expect(await left('sessions')).toBe(1);
});

test('of several processes at once each deletes others', async () => {
  await addSessions(4000, -1);
  const deleted = await Promise.all([forgetSessions(), forgetSessions(), forgetSessions()]);
  expect(deleted.reduce((sum, one) => sum + one, 0) + (await forgetSessions())).toBe(4000);
  expect(await left('sessions')).toBe(0);
});
