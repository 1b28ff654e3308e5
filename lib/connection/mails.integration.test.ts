import { beforeEach, expect, test, vi } from 'vitest';
import { acting, letIn } from '../../test/people';
import { connectedTenant, patchOp, user } from '../../test/scim';
import { sql } from '../database';
import { editUser } from '../directory';
import { type sendMail, sendQueued } from '../mail';
import { connectionMails } from './mails';

const sent = vi.hoisted(() => vi.fn<typeof sendMail>());
vi.mock('../mail/send-mail', () => ({ sendMail: sent }));

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM queued_mails', values: [] });
  sent.mockReset();
});

/** The mails that wait, sent. */
async function mails() {
  while ((await sendQueued(connectionMails)) > 0);
  return sent.mock.calls.map(([{ to, subject, text }]) => ({ to: to.address, subject, text }));
}

const emails = (value: string) => [{ value, type: 'work', primary: true }];
const jane = user('jane@acme.test', { emails: emails('jane@acme.test'), displayName: 'Jane Doe' });

async function provisioned(provider: 'okta' | 'other' = 'okta') {
  const tenant = await connectedTenant(provider);
  const { body } = await tenant.send('POST /Users', jane);
  return { ...tenant, id: body.id as string, links: await letIn(body.id) };
}

const changes = [
  [
    'PUT of another address',
    'PUT',
    { ...jane, emails: emails('mallory@evil.test') },
    'The e-mail address of your account at',
  ],
  ['PUT of another user name', 'PUT', { ...jane, userName: 'jd' }, 'The user name of your account at'],
  [
    'PATCH of the address',
    'PATCH',
    patchOp({ op: 'replace', path: 'emails[type eq "work"].value', value: 'mallory@evil.test' }),
    'The e-mail address of your account at',
  ],
  [
    'PATCH of the user name',
    'PATCH',
    patchOp({ op: 'replace', path: 'userName', value: 'jd' }),
    'The user name of your account at',
  ],
  [
    'PATCH that takes the address away',
    'PATCH',
    patchOp({ op: 'remove', path: 'emails' }),
    'The e-mail address of your account at',
  ],
] as const;

test.each(changes)('%s voids the link and tells the old address', async (_, method, body, subject) => {
  const { send, id, links } = await provisioned();
  const { status } = await send(`${method} /Users/${id}`, body);
  expect(status).toBe(200);
  expect((await links()).links).toBe(0);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail?.to).toBe('jane@acme.test');
  expect(mail?.subject).toContain(subject);
  expect(mail?.text).toContain('changed by Okta');
  expect(mail?.text).toContain('Hello Jane Doe,');
  expect(mail?.text).not.toContain('mallory');
});

test('one request that changes both tells once', async () => {
  const { send, id } = await provisioned('other');
  await send(`PUT /Users/${id}`, { ...jane, userName: 'jd', emails: emails('jd@acme.test') });
  const all = await mails();
  expect(all).toHaveLength(1);
  expect(all[0]?.text).toContain('changed by your organisation’s identity provider');
});

test.each([
  ['the same again', 'PUT', jane],
  ['another title', 'PUT', { ...jane, title: 'Analyst' }],
  ['another case of the same', 'PUT', { ...jane, emails: emails('Jane@ACME.test') }],
  ['an end of access', 'PATCH', patchOp({ op: 'replace', path: 'active', value: false })],
] as const)('%s tells nobody', async (_, method, body) => {
  const { send, id } = await provisioned();
  await send(`${method} /Users/${id}`, body);
  expect(await mails()).toEqual([]);
});

test('a request that is refused tells nobody', async () => {
  const { send, id } = await provisioned();
  await send('POST /Users', user('taken'));
  expect((await send(`PUT /Users/${id}`, { ...jane, userName: 'taken' })).status).toBe(409);
  expect(await mails()).toEqual([]);
});

test('where the old user had no address, nobody is told', async () => {
  const { send } = await connectedTenant();
  const { body } = await send('POST /Users', user('jane'));
  await send(`PUT /Users/${body.id}`, user('jane', { emails: emails('jane@acme.test') }));
  expect(await mails()).toEqual([]);
});

test('what an administrator changes is told, too', async () => {
  const { tenantId, adminId } = await connectedTenant();
  const links = await letIn(adminId);
  await editUser(await acting(tenantId, adminId), adminId, { email: 'new@acme.test' });
  expect((await links()).links).toBe(0);
  const all = await mails();
  expect(all).toHaveLength(1);
  expect(all[0]?.text).toContain('changed by an administrator');
});
