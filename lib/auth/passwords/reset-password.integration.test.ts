import { beforeAll, expect, test } from 'vitest';
import { addTenant, addUser, recordedAbout } from '../../../test/accounts';
import { sql, transaction } from '../../database';
import { sessionUser } from '../sessions/sessions';
import { signIn } from '../sign-in/sign-in';
import { hashToken } from '../token';
import { createPasswordLink, findPasswordLink } from './password-links';
import { resetPassword } from './reset-password';

const password = 'a fine long password';
const gone = 'This link has expired, was used, or is no longer valid.';
let tenantId: string;
let users = 0;

beforeAll(async () => {
  tenantId = (await addTenant('Acme')).tenantId;
});

async function newUser() {
  users += 1;
  const userName = `user${users}@acme.test`;
  return { userName, id: await addUser(tenantId, { userName, email: userName }) };
}

async function linkFor(userId: string, now = new Date()): Promise<string> {
  const { url } = await transaction((tx) => createPasswordLink(tx, userId, now));
  return new URL(url).searchParams.get('token') ?? '';
}

test('a link sets the password once, and only its hash is kept', async () => {
  const { id, userName } = await newUser();
  const token = await linkFor(id);
  expect(token).toMatch(/^[\w-]{43}$/);
  const kept = await sql.rows<{ row: string }>({
    text: 'SELECT l::text AS row FROM password_links l WHERE hash = $1',
    values: [hashToken(token)],
  });
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(token);
  expect(await findPasswordLink(token)).toMatchObject({ userId: id, userName, tenantName: 'Acme' });
  expect(await resetPassword(token, password)).toEqual({ userName });
  expect(await signIn({ identifier: userName, password })).not.toBeNull();
  expect(await findPasswordLink(token)).toBeNull();
  await expect(resetPassword(token, 'another fine password')).rejects.toThrow(gone);
  expect(await recordedAbout(id)).toContainEqual({
    action: 'user.password-set',
    outcome: 'done',
    detail: {},
  });
});

test('of two who use a link at once, one wins', async () => {
  const { id, userName } = await newUser();
  const token = await linkFor(id);
  const passwords = ['the first long password', 'the second long password', 'the third long password'];
  const results = await Promise.allSettled(passwords.map((each) => resetPassword(token, each)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const winner = results.findIndex(({ status }) => status === 'fulfilled');
  for (const [i, each] of passwords.entries())
    expect((await signIn({ identifier: userName, password: each })) !== null).toBe(i === winner);
});

test('a link is valid for one hour', async () => {
  const { id } = await newUser();
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  expect(await findPasswordLink(await linkFor(id, minutesAgo(59)))).not.toBeNull();
  const token = await linkFor(id, minutesAgo(61));
  expect(await findPasswordLink(token)).toBeNull();
  await expect(resetPassword(token, password)).rejects.toThrow(gone);
});

test('a new link voids the earlier one', async () => {
  const { id } = await newUser();
  const first = await linkFor(id);
  const second = await linkFor(id);
  await expect(resetPassword(first, password)).rejects.toThrow(gone);
  await expect(resetPassword(second, password)).resolves.toBeDefined();
});

test.each([
  ['is deactivated', 'UPDATE users SET active = false WHERE id = $1'],
  ['is removed', 'UPDATE users SET deleted_at = now() WHERE id = $1'],
  ['gets another address', "UPDATE users SET email = 'new@acme.test' WHERE id = $1"],
  ['gets another name', "UPDATE users SET user_name = 'new' WHERE id = $1"],
])('a link is void once the user %s, also after all is as it was', async (_, change) => {
  const { id } = await newUser();
  const token = await linkFor(id);
  await sql.rows({ text: change, values: [id] });
  await sql.rows({ text: 'UPDATE users SET active = true, deleted_at = NULL WHERE id = $1', values: [id] });
  await expect(resetPassword(token, password)).rejects.toThrow(gone);
});

test.each([
  ['deactivated', 'UPDATE users SET active = false WHERE id = $1'],
  ['removed', 'UPDATE users SET deleted_at = now() WHERE id = $1'],
])('a user who is %s gets no link, and one that is left opens nothing', async (_, change) => {
  const { id } = await newUser();
  const token = await linkFor(id);
  await sql.rows({ text: change, values: [id] });
  expect(await findPasswordLink(token)).toBeNull();
  await expect(resetPassword(token, password)).rejects.toThrow(gone);
  await expect(linkFor(id)).rejects.toThrow('deactivated or removed');
});

test('a new password ends every session of the user', async () => {
  const { id, userName } = await newUser();
  await resetPassword(await linkFor(id), password);
  const session = (await signIn({ identifier: userName, password })) ?? '';
  expect(await sessionUser(session)).not.toBeNull();
  await resetPassword(await linkFor(id), 'quite another password');
  expect(await sessionUser(session)).toBeNull();
  expect(await signIn({ identifier: userName, password })).toBeNull();
});

test('a password that is too easy leaves the link as it was', async () => {
  const { id, userName } = await newUser();
  const token = await linkFor(id);
  await expect(resetPassword(token, 'short')).rejects.toMatchObject({ status: 400 });
  await expect(resetPassword(token, userName.toUpperCase())).rejects.toMatchObject({ status: 400 });
  await expect(resetPassword(token, password)).resolves.toEqual({ userName });
});

test('what is no token opens nothing', async () => {
  for (const token of ['', 'x', '\u0000', 'A'.repeat(43)]) {
    expect(await findPasswordLink(token)).toBeNull();
    await expect(resetPassword(token, password)).rejects.toMatchObject({ status: 404 });
  }
});
