import { beforeEach, expect, test, vi } from 'vitest';
import { connectedTenant, patchOp, user } from '../../../test/scim';
import { sql } from '../../database';
import { type sendMail, sendQueued } from '../../mail';
import { connectionMails } from '../mails';
import { breakerOf, changeBreaker } from './breaker';
import { decideHeld, heldPage } from './breaker-decision';

const sent = vi.hoisted(() => vi.fn<typeof sendMail>());
vi.mock('../../mail/send-mail', () => ({ sendMail: sent }));

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM queued_mails', values: [] });
  sent.mockReset();
});

/** The mails that wait, sent as if their time had come. */
async function mails() {
  await sql.rows({ text: 'UPDATE queued_mails SET due_at = now()', values: [] });
  while ((await sendQueued(connectionMails)) > 0);
  return sent.mock.calls.map(([{ to, subject, text }]) => ({ to: to.address, subject, text }));
}

/** A tenant that may lose one user, and whose identity provider has asked for all of these. */
async function holding(names: readonly string[]) {
  const tenant = await connectedTenant();
  const by = { tenantId: tenant.tenantId, actor: { kind: 'user', name: 'Grace Hopper' } as const };
  await changeBreaker({ on: true, share: 1, atLeast: 1 }, by);
  for (const name of names) {
    const { body } = await tenant.send('POST /Users', user(name, { displayName: `${name} Lovelace` }));
    await tenant.send(`PATCH /Users/${body.id}`, patchOp({ op: 'replace', path: 'active', value: false }));
  }
  return { ...tenant, by };
}

test('the mail names who is held, and is one, however many are', async () => {
  await holding(['a', 'b', 'c', 'd']);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.to).toMatch(/^admin@/);
  expect(mail?.subject).toContain('Okta wants to end the access of many people');
  expect(mail?.text).toContain('3 people so far: b Lovelace, c Lovelace, d Lovelace.');
  expect(mail?.text).toContain('/settings/scim#circuit-breaker');
});

test('no mail leaves where nothing is held any more', async () => {
  const { by } = await holding(['a', 'b']);
  await decideHeld('approve', by);
  expect(await mails()).toEqual([]);
});

test('no mail leaves to who may decide no more', async () => {
  const { tenantId } = await holding(['a', 'b']);
  await sql.rows({ text: 'DELETE FROM memberships WHERE tenant_id = $1', values: [tenantId] });
  expect(await mails()).toEqual([]);
});

test('another mail goes out when more are held after the last decision', async () => {
  const { by, send } = await holding(['a', 'b']);
  await decideHeld('reject', by);
  for (const name of ['c', 'd']) {
    const { body } = await send('POST /Users', user(name));
    await send(`DELETE /Users/${body.id}`);
  }
  expect(await mails()).toHaveLength(2);
});

test('the list has pages, and those who left otherwise are not in it', async () => {
  const { tenantId } = await holding(Array.from({ length: 53 }, (_, i) => `u${i}`));
  const first = await heldPage(tenantId, { state: 'held' });
  const second = await heldPage(tenantId, { state: 'held', after: first.next });
  expect([first.users.length, second.users.length, second.next]).toEqual([50, 2, undefined]);
  await sql.rows({
    text: 'UPDATE users SET active = FALSE WHERE id = $1',
    values: [first.users[0]?.id],
  });
  expect(await breakerOf(tenantId)).toMatchObject({ held: 51 });
  expect((await heldPage(tenantId, { state: 'held' })).users).toHaveLength(50);
});

test('who has no identity provider has no circuit breaker', async () => {
  const tenantId = crypto.randomUUID();
  expect(await breakerOf(tenantId)).toBeNull();
  expect(await heldPage(tenantId, { state: 'held' })).toEqual({ users: [] });
  const by = { tenantId, actor: { kind: 'operator' } as const };
  await expect(changeBreaker({ on: true }, by)).rejects.toMatchObject({ status: 404 });
  await expect(decideHeld('approve', by)).rejects.toMatchObject({ status: 404 });
});
