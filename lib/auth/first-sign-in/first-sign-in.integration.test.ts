import { v7 as uuid } from 'uuid';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeConnected, makeHolder, makeRole, makeTenant, makeUser, recorded } from '../../../test/people';
import { sql, transaction } from '../../database';
import { type Message, sendMail } from '../../mail';
import { backgroundEnded, endBackground } from '../background';
import { createPasswordLink, findPasswordLink } from '../passwords/password-links';
import { hashPassword } from '../passwords/passwords';
import { resetPassword } from '../passwords/reset-password';
import { forgotPassword } from '../sign-in/forgot-password';
import { signIn } from '../sign-in/sign-in';
import { countFirstSignIns } from './counts';
import { sendFirstSignInMail } from './first-mail';
import { latestRound, startRound } from './mail-round';
import { noteLinkOpened } from './note';
import { enterUsers } from './roll';
import { resumeRounds } from './rounds';
import { lostRounds } from './run-round';
import { listFirstSignIns } from './tracker';

vi.mock('../../mail', async (original) => ({
  ...(await original<typeof import('../../mail')>()),
  sendMail: vi.fn<typeof sendMail>(),
}));

const password = 'a fine long password';
const going = new AbortController().signal;

beforeEach(() => {
  vi.mocked(sendMail).mockReset();
});

const mails = (): Message[] => vi.mocked(sendMail).mock.calls.map(([message]) => message);
const addresses = () => mails().map(({ to }) => to.address);
const tokenIn = (mail: Message | undefined) =>
  new URL(mail?.link ?? 'http://no.link').searchParams.get('token');

/** An id as of so many days ago. */
function idOf(daysAgo: number): string {
  return uuid({ msecs: Date.now() - daysAgo * 86_400_000 });
}

async function person(tenantId: string, configurationId: string, name: string, daysAgo = 0) {
  const address = `${name}@people.test`;
  const made = await makeUser(tenantId, { userName: address, email: address, configurationId });
  const id = idOf(daysAgo);
  await sql.rows({
    text: `UPDATE users SET id = $2, created_at = now() - make_interval(days => $3) WHERE id = $1`,
    values: [made, id, daysAgo],
  });
  return { id, address };
}

async function stageOf(tenantId: string, id: string) {
  const { people } = await listFirstSignIns(tenantId, { stage: 'waiting' });
  const { people: here } = await listFirstSignIns(tenantId, { stage: 'signed-in' });
  return [...people, ...here].find((each) => each.id === id)?.stage;
}

test('somebody comes from provisioned to signed in, and each step is noted', async () => {
  const { tenantId, configurationId, admin } = await makeConnected('Steps');
  const { id, address } = await person(tenantId, configurationId, 'steps');
  await countFirstSignIns(tenantId);
  expect(await stageOf(tenantId, id)).toBe('provisioned');

  await sendFirstSignInMail(admin, id);
  expect(await stageOf(tenantId, id)).toBe('mailed');
  const [mail] = mails();
  expect(mail).toMatchObject({ to: { address }, subject: 'Your account at Steps is ready' });
  expect(mail?.text).toContain('for 3 days');
  const token = tokenIn(mail) ?? '';
  const [link] = await sql.rows<{ hours: number }>({
    text: 'SELECT extract(epoch FROM expires_at - created_at)::int / 3600 AS hours FROM password_links WHERE user_id = $1',
    values: [id],
  });
  expect(link).toEqual({ hours: 72 });

  await noteLinkOpened('somebody else’s');
  expect(await stageOf(tenantId, id)).toBe('mailed');
  await noteLinkOpened(token);
  expect(await stageOf(tenantId, id)).toBe('opened');
  await resetPassword(token, password);
  expect(await stageOf(tenantId, id)).toBe('opened');
  expect(await signIn({ identifier: address, password })).not.toBeNull();
  expect(await stageOf(tenantId, id)).toBe('signed-in');
  expect((await recorded(id)).map(({ action }) => action)).toEqual([
    'user.first-sign-in-mailed',
    'user.password-set',
    'user.signed-in',
  ]);
});

test('who asks for a link first, before anybody looked, is followed, too', async () => {
  const { tenantId, configurationId } = await makeConnected('Asked');
  const { id, address } = await person(tenantId, configurationId, 'asked');
  await forgotPassword(address);
  await backgroundEnded();
  expect(await stageOf(tenantId, id)).toBe('mailed');
  await noteLinkOpened(tokenIn(mails()[0]) ?? '');
  expect(await stageOf(tenantId, id)).toBe('opened');
});

test('a user with a password who follows a link stays signed in before', async () => {
  const { tenantId, configurationId } = await makeConnected('Before');
  const { id, address } = await person(tenantId, configurationId, 'before');
  const hash = await hashPassword(password);
  await sql.rows({ text: 'UPDATE users SET password_hash = $2 WHERE id = $1', values: [id, hash] });
  await enterUsers(tenantId);
  await forgotPassword(address);
  await backgroundEnded();
  await noteLinkOpened(tokenIn(mails()[0]) ?? '');
  expect(await stageOf(tenantId, id)).toBe('signed-in');
});

describe('the list', () => {
  test('holds who is let in, the longest waiting first, page after page', async () => {
    const { tenantId, configurationId } = await makeConnected('List');
    const old = await person(tenantId, configurationId, 'list-old', 9);
    const young = await person(tenantId, configurationId, 'list-young', 1);
    const gone = await person(tenantId, configurationId, 'list-gone', 5);
    await sql.rows({ text: 'UPDATE users SET active = false WHERE id = $1', values: [gone.id] });
    const counts = await countFirstSignIns(tenantId);
    // The administrator, a local user, waits as well.
    expect(counts.stages.provisioned).toEqual({ count: 3, more: false });
    const first = await listFirstSignIns(tenantId, { limit: 1 });
    expect(first.people.map(({ id }) => id)).toEqual([old.id]);
    const second = await listFirstSignIns(tenantId, { limit: 1, after: first.after ?? '' });
    expect(second.people.map(({ id }) => id)).toEqual([young.id]);
    const weeks = await listFirstSignIns(tenantId, { days: 7 });
    expect(weeks).toMatchObject({ people: [{ id: old.id, stage: 'provisioned' }], after: null });
    expect((await countFirstSignIns(tenantId, 7)).stages.provisioned.count).toBe(1);
    await sql.rows({ text: 'UPDATE users SET active = true WHERE id = $1', values: [gone.id] });
    expect(await stageOf(tenantId, gone.id)).toBe('provisioned');
  });

  test('names who has no address, and no one of another client', async () => {
    const { tenantId, configurationId } = await makeConnected('Mine');
    const other = await makeConnected('Theirs');
    await person(other.tenantId, other.configurationId, 'theirs');
    const silent = await makeUser(tenantId, { configurationId });
    await countFirstSignIns(other.tenantId);
    const counts = await countFirstSignIns(tenantId);
    expect(counts.withoutAddress.count).toBe(1);
    const { people } = await listFirstSignIns(tenantId, { address: 'none' });
    expect(people).toMatchObject([{ id: silent, email: null }]);
    expect((await listFirstSignIns(tenantId)).people.map(({ userName }) => userName)).not.toContain(
      'theirs@people.test',
    );
  });

  test('follows users who come, also with an id of the last minute that is smaller', async () => {
    const { tenantId, configurationId } = await makeConnected('Late');
    const early = idOf(0);
    await person(tenantId, configurationId, 'late-a');
    await enterUsers(tenantId);
    const late = await makeUser(tenantId, { configurationId });
    await sql.rows({ text: 'UPDATE users SET id = $2 WHERE id = $1', values: [late, early] });
    await enterUsers(tenantId);
    expect(await stageOf(tenantId, early)).toBe('provisioned');
  });
});

describe('a mail to one', () => {
  test('is refused within a minute of another, whoever asked for it', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Minute');
    const { id, address } = await person(tenantId, configurationId, 'minute');
    await forgotPassword(address);
    await backgroundEnded();
    await expect(sendFirstSignInMail(admin, id)).rejects.toMatchObject({ status: 429 });
    await sql.rows({
      text: `UPDATE password_links SET created_at = now() - interval '2 minutes' WHERE user_id = $1`,
      values: [id],
    });
    await sendFirstSignInMail(admin, id);
    expect(mails()).toHaveLength(2);
    // Of two links the newer one holds.
    expect(await findPasswordLink(tokenIn(mails()[0]) ?? '')).toBeNull();
    expect(await findPasswordLink(tokenIn(mails()[1]) ?? '')).not.toBeNull();
  });

  test('of two at once, one leaves', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Twice');
    const { id } = await person(tenantId, configurationId, 'twice');
    const ends = await Promise.allSettled([sendFirstSignInMail(admin, id), sendFirstSignInMail(admin, id)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(mails()).toHaveLength(1);
  });

  test('is refused for who needs none, has no address, is of another client, or holds more', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Refused');
    const other = await makeTenant('Elsewhere');
    const refused = async (id: string, by = admin) =>
      sendFirstSignInMail(by, id).catch((error: { status: number; message: string }) => error);
    const silent = await makeUser(tenantId, { configurationId });
    expect(await refused(silent)).toMatchObject({ status: 409, message: expect.stringContaining('address') });
    const { id } = await person(tenantId, configurationId, 'refused');
    await sql.rows({ text: 'UPDATE users SET active = false WHERE id = $1', values: [id] });
    expect(await refused(id)).toMatchObject({ status: 409 });
    await sql.rows({
      text: `UPDATE users SET active = true, password_hash = 'x' WHERE id = $1`,
      values: [id],
    });
    expect(await refused(id)).toMatchObject({ status: 409 });
    expect(await refused(other.admin.id)).toMatchObject({ status: 404 });
    expect(await refused('x')).toMatchObject({ status: 404 });
    const high = await person(tenantId, configurationId, 'high');
    await makeRole(tenantId, { permissions: ['scim.manage'], members: [high.id] });
    const desk = await makeHolder(tenantId, ['users.manage']);
    expect(await refused(high.id, desk)).toMatchObject({ status: 403 });
    expect(mails()).toEqual([]);
  });

  test('that the server does not take is said, noted, and can be tried again at once', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tenantId, configurationId, admin } = await makeConnected('Broken');
    const { id } = await person(tenantId, configurationId, 'broken');
    vi.mocked(sendMail).mockRejectedValueOnce(new Error('421'));
    await expect(sendFirstSignInMail(admin, id)).rejects.toMatchObject({ status: 409 });
    const { people } = await listFirstSignIns(tenantId);
    expect(people).toMatchObject([{ id, stage: 'provisioned', failedAt: expect.any(Date) }]);
    await sendFirstSignInMail(admin, id);
    expect((await listFirstSignIns(tenantId)).people).toMatchObject([{ stage: 'mailed', failedAt: null }]);
  });
});

describe('mails to many', () => {
  test('everybody who waits gets one; the rest is told in numbers', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Many');
    for (let n = 0; n < 45; n++) await person(tenantId, configurationId, `many-${n}`, 2);
    await makeUser(tenantId, { configurationId });
    const high = await person(tenantId, configurationId, 'many-high', 2);
    await makeRole(tenantId, { permissions: ['scim.manage'], members: [high.id] });
    const settled = await person(tenantId, configurationId, 'many-settled', 2);
    await sql.rows({ text: `UPDATE users SET password_hash = 'x' WHERE id = $1`, values: [settled.id] });
    const desk = await makeHolder(tenantId, ['users.manage']);
    await startRound(desk, { stage: 'waiting', days: 0 });
    await backgroundEnded();
    expect(new Set(addresses()).size).toBe(45);
    // The administrator and whoever asks are local users who wait; the one holds more, the other has no address.
    expect(await latestRound(tenantId)).toMatchObject({
      sent: 45,
      withoutAddress: 2,
      beyond: 2,
      failed: 0,
      problem: null,
      endedAt: expect.any(Date),
    });
    await startRound(admin, { stage: 'waiting', days: 0 });
    await backgroundEnded();
    expect(await latestRound(tenantId)).toMatchObject({ sent: 2, recent: 45 });
  });

  test('of two clicks one counts, and who was chosen gets a mail alone', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Clicks');
    const chosen = await person(tenantId, configurationId, 'clicks-a');
    await person(tenantId, configurationId, 'clicks-b');
    const ask = () => startRound(admin, { users: [chosen.id, chosen.id.toUpperCase(), uuid()] });
    // The first round is under way until the second click was answered, however slow that is.
    let answered = () => {};
    vi.mocked(sendMail).mockReturnValue(
      new Promise<void>((done) => {
        answered = done;
      }),
    );
    const ends = await Promise.allSettled([ask(), ask()]);
    answered();
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await backgroundEnded();
    expect(addresses()).toEqual([chosen.address]);
    expect(await latestRound(tenantId)).toMatchObject({ total: { count: 2 }, sent: 1, settled: 1 });
  });

  test('another process goes on where one ended, and two at once send nothing twice', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Lost');
    for (let n = 0; n < 8; n++) await person(tenantId, configurationId, `lost-${n}`);
    vi.mocked(sendMail).mockImplementation(async () => {
      if (mails().length === 3) void endBackground();
    });
    await startRound(admin, { stage: 'waiting', days: 0 });
    await backgroundEnded();
    expect(mails()).toHaveLength(3);
    expect(await latestRound(tenantId)).toMatchObject({ sent: 3, endedAt: null });
    expect(await lostRounds()).toHaveLength(1);
    await Promise.all([resumeRounds(going), resumeRounds(going)]);
    await backgroundEnded();
    // The administrator waits as well.
    expect(new Set(addresses()).size).toBe(9);
    expect(mails()).toHaveLength(9);
    expect(await latestRound(tenantId)).toMatchObject({ sent: 9, endedAt: expect.any(Date) });
  });

  test('a process that was killed is waited for, and then replaced', async () => {
    const { tenantId, configurationId, admin } = await makeConnected('Killed');
    await person(tenantId, configurationId, 'killed');
    await sql.rows({
      text: `INSERT INTO mail_rounds (id, tenant_id, by_id, by_name, stages, before, total, runner)
        VALUES ($1, $2, $3, 'Grace', '{provisioned}', $4, 1, $5)`,
      values: [uuid(), tenantId, admin.id, 'ffffffff-ffff-7fff-8fff-ffffffffffff', uuid()],
    });
    await resumeRounds(going);
    await backgroundEnded();
    expect(mails()).toEqual([]);
    await sql.rows({
      text: `UPDATE mail_rounds SET touched_at = now() - interval '3 minutes' WHERE tenant_id = $1`,
      values: [tenantId],
    });
    await resumeRounds(going);
    await backgroundEnded();
    expect(addresses()).toContain('killed@people.test');
  });

  test('whoever loses the permission meanwhile sends no more', async () => {
    const { tenantId, configurationId } = await makeConnected('Taken');
    for (let n = 0; n < 30; n++) await person(tenantId, configurationId, `taken-${n}`);
    const desk = await makeHolder(tenantId, ['users.manage']);
    vi.mocked(sendMail).mockImplementationOnce(async () => {
      await sql.rows({ text: 'DELETE FROM memberships WHERE user_id = $1', values: [desk.id] });
    });
    await startRound(desk, { stage: 'waiting', days: 0 });
    await backgroundEnded();
    expect(mails().length).toBeLessThanOrEqual(20);
    expect(await latestRound(tenantId)).toMatchObject({ problem: expect.stringContaining('may not') });
  });

  test('a mail server that takes nothing ends it, with the reason', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { tenantId, configurationId, admin } = await makeConnected('Down');
    for (let n = 0; n < 12; n++) await person(tenantId, configurationId, `down-${n}`);
    vi.mocked(sendMail).mockRejectedValue(new Error('421'));
    await startRound(admin, { stage: 'waiting', days: 0 });
    await backgroundEnded();
    expect(await latestRound(tenantId)).toMatchObject({
      failed: 5,
      problem: 'The last 5 mails could not be sent.',
      endedAt: expect.any(Date),
    });
  });

  test('nobody to mail is said', async () => {
    const { admin } = await makeTenant('Empty');
    await expect(startRound(admin, { stage: 'opened', days: 0 })).rejects.toMatchObject({ status: 409 });
  });
});

test('a link that was made by hand is followed as well', async () => {
  const { tenantId, admin } = await makeTenant('Hand');
  const { url } = await transaction((tx) => createPasswordLink(tx, admin.id, new Date()));
  await noteLinkOpened(new URL(url).searchParams.get('token') ?? '');
  expect(await stageOf(tenantId, admin.id)).toBe('opened');
});
