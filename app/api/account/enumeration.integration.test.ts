import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backgroundEnded } from '@/lib/auth/background';
import { signIn } from '@/lib/auth/sign-in/sign-in';
import { hashToken } from '@/lib/auth/token';
import { sql } from '@/lib/database';
import { addTenant, addUser } from '../../../test/accounts';
import { POST as askForLink } from './forgot-password/route';
import { POST as useLink } from './reset-password/route';

vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return { ...argon2, verify: vi.fn<typeof verify>(argon2.verify) };
});

const pauses = vi.hoisted(() => vi.fn<(ms: number) => void>());
vi.mock('node:timers/promises', () => ({ setTimeout: async (ms: number) => pauses(ms) }));

vi.mock('@/lib/mail', async (original) => ({
  ...(await original<typeof import('@/lib/mail')>()),
  sendMail: async () => {},
}));

const password = 'a fine long password';

beforeAll(async () => {
  const { tenantId } = await addTenant('Acme');
  const other = await addTenant('Zeta');
  await addUser(tenantId, { userName: 'known', email: 'known@acme.test', password });
  await addUser(tenantId, { userName: 'deactivated', email: 'd@acme.test', password, active: false });
  await addUser(tenantId, { userName: 'invited', email: 'invited@acme.test' });
  await addUser(tenantId, { userName: 'both', email: 'both@acme.test', password });
  await addUser(other.tenantId, { userName: 'both', email: 'both@zeta.test', password });
});

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM throttles', values: [] });
  vi.mocked(verify).mockClear();
  pauses.mockClear();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The names of the statements that `work` sends, without those of what is written down after the answer. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const sent = query.mock.calls.map(([statement]) => (statement as unknown as pg.QueryConfig).name ?? '');
  query.mockRestore();
  return sent.filter((name) => name !== 'activity-insert');
}

describe('a refused sign-in', () => {
  const cases = [
    ['of nobody', 'nobody'],
    ['with a wrong password', 'known'],
    ['of a deactivated user', 'deactivated'],
    ['of a user without a password', 'invited'],
  ] as const;

  test.each(cases)('%s costs one hash and the same statements', async (_, identifier) => {
    const sent = await statements(() => signIn({ identifier, password: 'not the password' }));
    expect(sent).toEqual(['auth-count-attempt', 'auth-accounts-named']);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(pauses.mock.calls).toEqual([[250]]);
    await backgroundEnded();
  });

  test('of a name in two clients takes no longer, whatever it computes', async () => {
    expect(await signIn({ identifier: 'both', password: 'not the password' })).toBeNull();
    expect(pauses.mock.calls).toEqual([[250]]);
    await backgroundEnded();
  });

  test.each(['known', 'nobody'])('after too many looks at nothing: %s', async (identifier) => {
    for (let n = 0; n < 5; n += 1) await signIn({ identifier, password: 'not the password' });
    await backgroundEnded();
    vi.mocked(verify).mockClear();
    const refusals: string[] = [];
    for (const given of ['not the password', password])
      await statements(() => signIn({ identifier, password: given })).catch((error: Error) => {
        refusals.push(error.message);
      });
    expect(refusals).toEqual(Array(2).fill('Too many attempts. Wait 30 seconds and try again.'));
    expect(verify).not.toHaveBeenCalled();
  });
});

const post = (route: typeof askForLink, body: object) =>
  route(
    new Request('http://localhost:3000/api/account', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

test.each(['nobody', 'known', 'known@acme.test', 'deactivated', 'invited'])(
  'asking for a link says nothing of %s, and waits for nothing',
  async (identifier) => {
    // What looks for accounts does not get to do so before the answer is there.
    let go = () => {};
    const held = new Promise<void>((done) => {
      go = done;
    });
    const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
    const sent: (string | undefined)[] = [];
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(async function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      const { name } = args[0] as pg.QueryConfig;
      sent.push(name);
      if (name !== 'auth-count-attempt') await held;
      return query.apply(this, args);
    } as never);
    const answer = await post(askForLink, { identifier });
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    expect(sent.filter((name) => name === 'auth-count-attempt')).toHaveLength(1);
    go();
    await backgroundEnded();
  },
);

test('a link that is used, expired or was never there is refused in the same words', async () => {
  const { id } = (
    await sql.rows<{ id: string }>({ text: `SELECT id FROM users WHERE user_name = 'known'`, values: [] })
  )[0] ?? { id: '' };
  const put = (token: string, expires: string, used: boolean) =>
    sql.rows({
      text: `INSERT INTO password_links (id, user_id, hash, expires_at, used_at)
        VALUES (gen_random_uuid(), $1, $2, now() + $3::interval, CASE WHEN $4 THEN now() END)`,
      values: [id, hashToken(token), expires, used],
    });
  await put('used', '1 hour', true);
  await put('expired', '-1 second', false);
  const told = new Set<string>();
  for (const token of ['used', 'expired', 'never']) {
    const answer = await post(useLink, { token, password: 'short' });
    told.add(`${answer.status} ${await answer.text()}`);
  }
  expect(told.size).toBe(1);
});

test('too many links that are none are answered 429, with the time to wait', async () => {
  for (let n = 0; n < 5; n += 1) expect((await post(useLink, { token: 'guess', password })).status).toBe(404);
  const answer = await post(useLink, { token: 'guess', password });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('30');
  expect(await answer.json()).toEqual({ error: 'Too many attempts. Wait 30 seconds and try again.' });
});
