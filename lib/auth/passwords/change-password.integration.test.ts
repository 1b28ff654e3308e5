import { beforeAll, expect, test } from 'vitest';
import { addTenant, addUser, recordedAbout } from '../../../test/accounts';
import { letIn } from '../../../test/people';
import { type CurrentUser, sessionUser } from '../sessions/sessions';
import { signIn } from '../sign-in/sign-in';
import { changePassword } from './change-password';

const password = 'a fine long password';
const next = 'another fine long password';
let tenantId: string;

beforeAll(async () => {
  tenantId = (await addTenant('Acme')).tenantId;
});

async function signedIn(userName: string): Promise<CurrentUser> {
  await addUser(tenantId, { userName, password });
  const user = await sessionUser((await signIn({ identifier: userName, password })) ?? '');
  if (!user) throw new Error('The session opens nothing.');
  return user;
}

test('changes it, and ends all sessions but the one in use, which gets another id, and password links', async () => {
  const user = await signedIn('changes');
  const left = await letIn(user.id);
  const other = await signIn({ identifier: 'changes', password });
  const kept = await changePassword(user, { current: password, password: next });
  expect(await left()).toEqual({ sessions: 1, links: 0 });
  expect(await sessionUser(kept)).toMatchObject({ id: user.id });
  expect(await sessionUser(user.sessionId)).toBeNull();
  expect(await sessionUser(other ?? '')).toBeNull();
  expect(await signIn({ identifier: 'changes', password })).toBeNull();
  expect(await signIn({ identifier: 'changes', password: next })).not.toBeNull();
  expect(await recordedAbout(user.id)).toContainEqual({
    action: 'user.password-changed',
    outcome: 'done',
    detail: {},
  });
});

test('a wrong current password changes nothing, and is recorded', async () => {
  const user = await signedIn('wrong');
  await expect(changePassword(user, { current: 'a guess at it', password: next })).rejects.toMatchObject({
    status: 400,
    fields: { current: 'This is not your current password.' },
  });
  expect(await signIn({ identifier: 'wrong', password })).not.toBeNull();
  expect(await recordedAbout(user.id)).toContainEqual({
    action: 'user.password-changed',
    outcome: 'refused',
    detail: { reason: 'The current password was wrong.' },
  });
});

test('says what is wrong with the new one', async () => {
  const user = await signedIn('weak-password-user');
  for (const weak of ['short', 'weak-password-user', password])
    await expect(changePassword(user, { current: password, password: weak })).rejects.toMatchObject({
      status: 400,
      fields: { password: expect.stringContaining('Choose') },
    });
});

test('after five wrong ones none is looked at, the right one neither, also of many at once', async () => {
  const user = await signedIn('guessed');
  const guess = (n: number) =>
    changePassword(user, { current: `guess number ${n}`, password: next }).catch(
      (error: { status: number }) => error.status,
    );
  const answers = await Promise.all([...Array(12).keys()].map(guess));
  expect(answers.filter((status) => status === 400)).toHaveLength(5);
  expect(answers.filter((status) => status === 429)).toHaveLength(7);
  await expect(changePassword(user, { current: password, password: next })).rejects.toMatchObject({
    status: 429,
  });
  expect(await signIn({ identifier: 'guessed', password })).not.toBeNull();
});

test('nobody changes the password of somebody who was deactivated meanwhile', async () => {
  const user = await signedIn('gone');
  const { sql } = await import('../../database');
  await sql.rows({ text: 'UPDATE users SET active = false WHERE id = $1', values: [user.id] });
  await expect(changePassword(user, { current: password, password: next })).rejects.toMatchObject({
    status: 400,
  });
});
