import { beforeAll, describe, expect, test } from 'vitest';
import { addTenant, addUser, recordedAbout } from '../../../test/accounts';
import { sql, transaction } from '../../database';
import { backgroundEnded } from '../background';
import { endSession, sessionUser } from '../sessions/sessions';
import { forgetSessions } from '../throttle/tidying';
import { signIn } from './sign-in';

const password = 'a fine long password';
let acme: string;
let zeta: string;

beforeAll(async () => {
  acme = (await addTenant('Acme')).tenantId;
  zeta = (await addTenant('Zeta')).tenantId;
});

/** Signs in, and gives the user that the session opens to. */
async function userOf(identifier: string, given = password) {
  const sessionId = await signIn({ identifier, password: given });
  return sessionId === null ? null : sessionUser(sessionId);
}

describe('signing in', () => {
  test('works by user name and by e-mail address, in any case', async () => {
    const id = await addUser(acme, { userName: 'Jane', email: 'Jane.Doe@acme.test', password });
    for (const name of ['Jane', 'jANE', ' jane ', 'jane.doe@ACME.test'])
      expect(await userOf(name)).toMatchObject({ id, tenantId: acme, userName: 'Jane' });
  });

  test('finds the tenant whose account has the password', async () => {
    const inAcme = await addUser(acme, { userName: 'pat', password: 'the acme password' });
    const inZeta = await addUser(zeta, { userName: 'PAT', password: 'the zeta password' });
    expect(await userOf('pat', 'the acme password')).toMatchObject({ id: inAcme, tenantSlug: 'acme' });
    expect(await userOf('pat', 'the zeta password')).toMatchObject({ id: inZeta, tenantSlug: 'zeta' });
    expect(await userOf('pat', 'another password')).toBeNull();
  });

  test.each([
    ['deactivated', 'UPDATE users SET active = false WHERE id = $1', 'The user is deactivated.'],
    [
      'without a password',
      'UPDATE users SET password_hash = NULL WHERE id = $1',
      'The user has not set a password yet.',
    ],
  ])('refuses a user who is %s, and records why', async (state, change, reason) => {
    const id = await addUser(acme, { userName: `${state}@acme.test`, password });
    await sql.rows({ text: change, values: [id] });
    expect(await userOf(`${state}@acme.test`)).toBeNull();
    await backgroundEnded();
    expect(await recordedAbout(id)).toEqual([
      { action: 'user.sign-in-refused', outcome: 'refused', detail: { reason } },
    ]);
  });

  test('refuses a removed user, an unknown name and an empty one', async () => {
    const id = await addUser(acme, { userName: 'gone@acme.test', password });
    await sql.rows({ text: 'UPDATE users SET deleted_at = now() WHERE id = $1', values: [id] });
    for (const name of ['gone@acme.test', 'nobody@acme.test', '', '%', 'gone\u0000'])
      expect(await userOf(name)).toBeNull();
  });

  test('is recorded, with the wrong tries', async () => {
    const id = await addUser(acme, { userName: 'recorded', password });
    await userOf('recorded', 'not the password');
    await backgroundEnded();
    await userOf('recorded');
    expect(await recordedAbout(id)).toEqual([
      {
        action: 'user.sign-in-refused',
        outcome: 'refused',
        detail: { reason: 'The password is wrong.' },
      },
      { action: 'user.signed-in', outcome: 'done', detail: {} },
    ]);
  });

  test('that a deactivation waits for leaves no session behind', async () => {
    const id = await addUser(acme, { userName: 'racer', password });
    let deactivation: Promise<unknown> | undefined;
    await transaction(async (tx) => {
      await tx.rows({
        text: `INSERT INTO sessions (id, user_id, expires_at)
          SELECT gen_random_uuid(), id, now() + interval '1 hour' FROM users WHERE id = $1 FOR SHARE`,
        values: [id],
      });
      deactivation = sql.rows({ text: 'UPDATE users SET active = false WHERE id = $1', values: [id] });
      await expect
        .poll(() =>
          sql.rows({
            text: `SELECT 1 FROM pg_stat_activity
              WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE users%' AND datname = current_database()`,
            values: [],
          }),
        )
        .toHaveLength(1);
    });
    await deactivation;
    expect(await sql.rows({ text: 'SELECT 1 FROM sessions WHERE user_id = $1', values: [id] })).toEqual([]);
  });

  test('of a user who is deactivated at that moment leaves no session behind', async () => {
    const id = await addUser(acme, { userName: 'leaver', password });
    let attempt: Promise<string | null> | undefined;
    await transaction(async (tx) => {
      await tx.rows({ text: 'UPDATE users SET active = false WHERE id = $1', values: [id] });
      attempt = signIn({ identifier: 'leaver', password });
      // Until the attempt waits for this transaction's lock.
      await expect
        .poll(() =>
          sql.rows({
            text: `SELECT 1 FROM pg_stat_activity
              WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO sessions%' AND datname = current_database()`,
            values: [],
          }),
        )
        .toHaveLength(1);
    });
    expect(await attempt).toBeNull();
    expect(await sql.rows({ text: 'SELECT 1 FROM sessions WHERE user_id = $1', values: [id] })).toEqual([]);
  });
});

describe('a session', () => {
  async function open(userName: string, permissions?: ['users.manage', 'scim.manage']) {
    const id = await addUser(acme, { userName, password, permissions });
    const sessionId = await signIn({ identifier: userName, password });
    if (sessionId === null) throw new Error('The sign-in was refused.');
    return { id, sessionId };
  }

  test('knows the user, and what the user may do', async () => {
    const { sessionId } = await open('permitted', ['users.manage', 'scim.manage']);
    const user = await sessionUser(sessionId);
    expect(user).toMatchObject({ sessionId, name: 'permitted', tenantName: 'Acme', email: null });
    expect([...(user?.permissions ?? [])].sort()).toEqual(['scim.manage', 'users.manage', 'users.view']);
  });

  test('loses the permissions of a role that is removed', async () => {
    const { id, sessionId } = await open('demoted', ['users.manage', 'scim.manage']);
    await sql.rows({
      text: 'UPDATE roles SET deleted_at = now() WHERE id = (SELECT role_id FROM memberships WHERE user_id = $1)',
      values: [id],
    });
    expect((await sessionUser(sessionId))?.permissions.size).toBe(0);
  });

  test.each([
    ['the user is deactivated', 'UPDATE users SET active = false WHERE id = $1'],
    ['the user is removed', 'UPDATE users SET deleted_at = now() WHERE id = $1'],
    ['it expires', "UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1"],
    ['its row goes', 'DELETE FROM sessions WHERE user_id = $1'],
  ])('ends with the very next request after %s', async (name, change) => {
    const { id, sessionId } = await open(name);
    expect(await sessionUser(sessionId)).not.toBeNull();
    await sql.rows({ text: change, values: [id] });
    expect(await sessionUser(sessionId)).toBeNull();
  });

  test('ends at sign-out, and the user’s others stay', async () => {
    const { sessionId } = await open('out');
    const other = (await signIn({ identifier: 'out', password })) ?? '';
    await endSession(sessionId);
    expect(await sessionUser(sessionId)).toBeNull();
    expect(await sessionUser(other)).not.toBeNull();
  });

  test('ends where the same browser signs in anew, and has another id each time', async () => {
    const { sessionId } = await open('again');
    await addUser(acme, { userName: 'next person', password });
    const next = await signIn({ identifier: 'next person', password, replaces: sessionId });
    expect(next).not.toBe(sessionId);
    expect(await sessionUser(sessionId)).toBeNull();
    expect(await sessionUser(next ?? '')).toMatchObject({ userName: 'next person' });
  });

  test('stays where somebody else’s sign-in at the same browser is refused', async () => {
    const { sessionId } = await open('stays');
    expect(await signIn({ identifier: 'stays', password: 'wrong', replaces: sessionId })).toBeNull();
    expect(await sessionUser(sessionId)).not.toBeNull();
  });

  test('that has expired is deleted by and by, and no other', async () => {
    const { id, sessionId } = await open('expired');
    const other = await signIn({ identifier: 'expired', password });
    await sql.rows({
      text: `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1`,
      values: [sessionId],
    });
    expect(await forgetSessions()).toBeGreaterThan(0);
    const left = await sql.rows({ text: 'SELECT id FROM sessions WHERE user_id = $1', values: [id] });
    expect(left).toEqual([{ id: other }]);
  });

  test('is noted as used once a minute, and lasts on with it up to seven days', async () => {
    const { id, sessionId } = await open('idle');
    const times = async () => {
      const [row] = await sql.rows<{ seen: number; left: number }>({
        text: `SELECT extract(epoch FROM now() - last_seen_at)::int AS seen,
          extract(epoch FROM expires_at - now())::int AS left FROM sessions WHERE id = $1`,
        values: [sessionId],
      });
      return row;
    };
    const age = (seen: string, created: string) =>
      sql.rows({
        text: `UPDATE sessions SET last_seen_at = now() - $2::interval, created_at = now() - $3::interval,
          expires_at = now() + interval '1 hour' WHERE user_id = $1`,
        values: [id, seen, created],
      });
    await age('50 seconds', '1 day');
    await sessionUser(sessionId);
    expect((await times())?.left).toBeLessThanOrEqual(3600);
    await age('70 seconds', '1 day');
    await sessionUser(sessionId);
    expect(await times()).toMatchObject({ seen: 0 });
    expect((await times())?.left).toBeGreaterThan(11 * 3600);
    await age('70 seconds', '6 days 22 hours');
    await sessionUser(sessionId);
    expect((await times())?.left).toBeLessThanOrEqual(2 * 3600);
  });
});
