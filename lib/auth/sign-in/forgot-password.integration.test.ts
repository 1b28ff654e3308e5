import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { addTenant, addUser, recordedAbout } from '../../../test/accounts';
import { sql } from '../../database';
import { type Message, sendMail } from '../../mail';
import { backgroundEnded } from '../background';
import { resetPassword } from '../passwords/reset-password';
import { sessionUser } from '../sessions/sessions';
import { forgotPassword } from './forgot-password';
import { signIn } from './sign-in';

vi.mock('../../mail', async (original) => ({
  ...(await original<typeof import('../../mail')>()),
  sendMail: vi.fn<typeof sendMail>(),
}));

let acme: string;
let zeta: string;

beforeAll(async () => {
  acme = (await addTenant('Acme')).tenantId;
  zeta = (await addTenant('Zeta')).tenantId;
});

beforeEach(() => {
  vi.mocked(sendMail).mockReset();
});

/** The mails that asking for `identifier` sent. */
async function mailsFor(identifier: string): Promise<Message[]> {
  vi.mocked(sendMail).mockClear();
  await forgotPassword(identifier);
  await backgroundEnded();
  return vi.mocked(sendMail).mock.calls.map(([message]) => message);
}

function tokenIn(mail: Message | undefined): string {
  return new URL(mail?.link ?? 'http://no.link').searchParams.get('token') ?? '';
}

test('a provisioned user signs in for the first time with the link', async () => {
  const userName = 'first@acme.test';
  const id = await addUser(acme, { userName, email: 'first.mail@acme.test' });
  expect(await signIn({ identifier: userName, password: 'a fine long password' })).toBeNull();
  const [mail, ...others] = await mailsFor('FIRST@acme.test');
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: { address: 'first.mail@acme.test' },
    subject: 'Set your password for Acme',
  });
  await resetPassword(tokenIn(mail), 'a fine long password');
  const session = await signIn({ identifier: userName, password: 'a fine long password' });
  expect(await sessionUser(session ?? '')).toMatchObject({ id });
  expect((await recordedAbout(id)).map(({ action }) => action)).toContain('user.password-link-sent');
});

test('one mail per account, which names its client', async () => {
  await addUser(acme, { userName: 'twice-a', email: 'twice@people.test' });
  await addUser(zeta, { userName: 'twice-z', email: 'Twice@people.test', password: 'a fine long password' });
  const mails = await mailsFor('twice@people.test');
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'Reset your password for Zeta',
    'Set your password for Acme',
  ]);
  expect(new Set(mails.map(tokenIn)).size).toBe(2);
});

test.each([
  ['is deactivated', 'UPDATE users SET active = false WHERE id = $1'],
  ['is removed', 'UPDATE users SET deleted_at = now() WHERE id = $1'],
  ['has no address', 'UPDATE users SET email = NULL, email_key = NULL WHERE id = $1'],
])('nothing is sent to a user who %s', async (state, change) => {
  const userName = `${state.replaceAll(' ', '-')}@acme.test`;
  const id = await addUser(acme, { userName, email: userName });
  await sql.rows({ text: change, values: [id] });
  expect(await mailsFor(userName)).toEqual([]);
  expect(await sql.rows({ text: 'SELECT 1 FROM password_links WHERE user_id = $1', values: [id] })).toEqual(
    [],
  );
});

test('nothing is sent for a name that nobody has', async () => {
  for (const name of ['nobody@acme.test', '', '%', 'x\u0000']) expect(await mailsFor(name)).toEqual([]);
});

test('an account gets one mail a minute, also when asked for at once', async () => {
  const id = await addUser(acme, { userName: 'eager', email: 'eager@acme.test' });
  vi.mocked(sendMail).mockClear();
  await Promise.all(['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((from) => forgotPassword('eager', from)));
  await backgroundEnded();
  expect(sendMail).toHaveBeenCalledTimes(1);
  expect(await mailsFor('eager')).toEqual([]);
  await sql.rows({
    text: "UPDATE password_links SET created_at = created_at - interval '61 seconds' WHERE user_id = $1",
    values: [id],
  });
  expect(await mailsFor('eager')).toHaveLength(1);
});

test('a mail that could not be sent is recorded, and its text tells nothing more', async () => {
  const id = await addUser(acme, { userName: 'bounced', email: 'bounced@acme.test' });
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.mocked(sendMail).mockRejectedValueOnce(new Error('550 mx3.internal says no'));
  await forgotPassword('bounced');
  await backgroundEnded();
  expect(log).toHaveBeenCalled();
  log.mockRestore();
  expect(await recordedAbout(id)).toEqual([
    {
      action: 'user.password-link-sent',
      outcome: 'refused',
      detail: { to: 'bounced@acme.test', reason: 'The mail could not be sent.' },
    },
  ]);
});
