import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { acting, letIn, makeHolder, makeRole, makeTenant, makeUser, recorded } from '../../../test/people';
import { sql } from '../../database';
import { sessionIdIn, sessionIdOf } from './session-cookie';
import { type CurrentUser, sessionUser } from './sessions';
import { sessionsOf, signOutElsewhere, signOutUser } from './user-sessions';

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';

async function openSession(
  userId: string,
  userAgent: string | null = firefox,
  minutesAgo = 0,
): Promise<string> {
  const id = uuid();
  await sql.rows({
    text: `INSERT INTO sessions (id, user_id, expires_at, user_agent, last_seen_at)
      VALUES ($1, $2, now() + interval '1 hour', $3, now() - make_interval(mins => $4))`,
    values: [id, userId, userAgent, minutesAgo],
  });
  return id;
}

async function signedIn(sessionId: string): Promise<CurrentUser> {
  const user = await sessionUser(sessionId);
  if (!user) throw new Error('The session opens nothing.');
  return user;
}

describe('the list of sessions', () => {
  test('shows the browsers in words, the last seen first, and none that has expired', async () => {
    const { tenantId } = await makeTenant('List');
    const ada = await makeUser(tenantId);
    const old = await openSession(ada, 'curl/8.5.0', 10);
    const young = await openSession(ada);
    const gone = await openSession(ada);
    await sql.rows({ text: 'UPDATE sessions SET expires_at = now() WHERE id = $1', values: [gone] });
    expect(await sessionsOf(tenantId, ada)).toMatchObject([
      { id: young, browser: 'Firefox on Windows' },
      { id: old, browser: 'curl' },
    ]);
  });

  test('holds no session of another client’s user', async () => {
    const [mine, theirs] = [await makeTenant('Mine'), await makeTenant('Theirs')];
    await letIn(theirs.admin.id);
    expect(await sessionsOf(mine.tenantId, mine.admin.id)).toEqual([]);
    for (const id of [theirs.admin.id, uuid(), 'x'])
      await expect(sessionsOf(mine.tenantId, id)).rejects.toMatchObject({ status: 404 });
  });

  test('gives ids that open nothing when they are sent as cookies', async () => {
    process.env.NEXTAUTH_SECRET = 'a secret of at least thirty-two characters';
    const { tenantId, admin } = await makeTenant('Cookies');
    const id = await openSession(admin.id);
    expect((await sessionsOf(tenantId, admin.id)).map((session) => session.id)).toEqual([id]);
    expect(await sessionIdOf(id)).toBeNull();
    const unsigned = Buffer.from(JSON.stringify({ sid: id })).toString('base64url');
    for (const value of [id, unsigned, `e30.${unsigned}.`, `e30..${unsigned}..`]) {
      const request = new Request('http://localhost', { headers: { cookie: `muster.session=${value}` } });
      expect(await sessionIdIn(request)).toBeNull();
    }
  });
});

describe('signing somebody out', () => {
  test('of one browser ends that session alone, and is recorded', async () => {
    const { tenantId, admin } = await makeTenant('One');
    const ada = await makeUser(tenantId, { displayName: 'Ada' });
    const [first, second] = [await openSession(ada), await openSession(ada)];
    expect(await signOutUser(admin, ada, first)).toEqual({ ended: 1 });
    expect(await sessionUser(first)).toBeNull();
    expect(await sessionUser(second)).not.toBeNull();
    expect(await recorded(ada)).toEqual([
      { action: 'user.signed-out', outcome: 'done', detail: { browser: 'Firefox on Windows' } },
    ]);
    await expect(signOutUser(admin, ada, first)).rejects.toMatchObject({ status: 404 });
  });

  test('everywhere ends all sessions', async () => {
    const { tenantId, admin } = await makeTenant('All');
    const ada = await makeUser(tenantId);
    const sessions = [await openSession(ada), await openSession(ada, null)];
    expect(await signOutUser(admin, ada)).toEqual({ ended: 2 });
    for (const session of sessions) expect(await sessionUser(session)).toBeNull();
    expect(await recorded(ada)).toMatchObject([{ detail: { everywhere: true, sessions: 2 } }]);
    expect(await signOutUser(admin, ada)).toEqual({ ended: 0 });
    expect(await recorded(ada)).toHaveLength(1);
  });

  test('is refused for who holds more, for another client’s user, and for another user’s session', async () => {
    const { tenantId, admin } = await makeTenant('Refused');
    const other = await makeTenant('Other');
    const desk = await makeHolder(tenantId, ['users.manage']);
    const high = await makeUser(tenantId);
    await makeRole(tenantId, { permissions: ['scim.manage'], members: [high] });
    const session = await openSession(high);
    const foreign = await openSession(other.admin.id);
    await expect(signOutUser(desk, high)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Manage SCIM'),
    });
    await expect(signOutUser(admin, other.admin.id)).rejects.toMatchObject({ status: 404 });
    await expect(signOutUser(admin, high, foreign)).rejects.toMatchObject({ status: 404 });
    await expect(signOutUser(admin, high, 'x')).rejects.toMatchObject({ status: 404 });
    await expect(signOutUser(admin, 'x')).rejects.toMatchObject({ status: 404 });
    for (const id of [session, foreign]) expect(await sessionUser(id)).not.toBeNull();
  });
});

describe('signing oneself out elsewhere', () => {
  test('keeps the browser in use, and ends one other or all', async () => {
    const { tenantId } = await makeTenant('Self');
    const ada = await makeUser(tenantId);
    const [here, there, away] = [await openSession(ada), await openSession(ada), await openSession(ada)];
    const user = await signedIn(here);
    expect(await signOutElsewhere(user, there)).toEqual({ ended: 1 });
    expect(await sessionUser(there)).toBeNull();
    await expect(signOutElsewhere(user, here)).rejects.toMatchObject({ status: 409 });
    expect(await signOutElsewhere(user)).toEqual({ ended: 1 });
    expect(await sessionUser(away)).toBeNull();
    expect(await sessionUser(here)).not.toBeNull();
    expect((await recorded(ada)).map(({ action }) => action)).toEqual([
      'user.signed-out-elsewhere',
      'user.signed-out-elsewhere',
    ]);
  });

  test('reaches nobody else’s session', async () => {
    const { tenantId, admin } = await makeTenant('Nobody');
    const ada = await makeUser(tenantId);
    const user = await signedIn(await openSession(ada));
    const theirs = await openSession(admin.id);
    await expect(signOutElsewhere(user, theirs)).rejects.toMatchObject({ status: 404 });
    await signOutElsewhere(user);
    expect(await sessionUser(theirs)).not.toBeNull();
    expect((await acting(tenantId, ada)).permissions.size).toBe(0);
  });
});
