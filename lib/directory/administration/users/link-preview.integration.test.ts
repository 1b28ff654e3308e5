import { beforeEach, expect, test } from 'vitest';
import { acting, makeHolder, makeTenant, makeUser } from '../../../../test/people';
import { connectedTenant, user } from '../../../../test/scim';
import { flushRequests } from '../../../activity';
import type { Administrator } from '../administrator';
import { linkPreview } from './link-preview';
import { linkUser } from './link-user';

let tenant: Awaited<ReturnType<typeof connectedTenant>>;
let admin: Administrator;
let jane: string;

beforeEach(async () => {
  tenant = await connectedTenant();
  admin = await acting(tenant.tenantId, tenant.adminId);
  jane = await makeUser(tenant.tenantId, {
    userName: 'jane@acme.test',
    givenName: 'Jane',
    email: 'jane@acme.test',
  });
});

/** The identity provider tries to create a user. */
async function attempt(userName: string, more: Record<string, unknown>) {
  const answer = await tenant.send('POST /Users', user(userName, more));
  await flushRequests();
  return answer;
}

const emails = [{ value: 'jd@acme.test', type: 'work' }];

test('says attribute by attribute what the identity provider sent otherwise, last of all', async () => {
  await attempt('jane@acme.test', { title: 'Trainee' });
  const { status } = await attempt('Jane@acme.test', {
    name: { givenName: 'Jane', familyName: 'Doe' },
    emails,
    active: false,
  });
  expect(status).toBe(409);
  await attempt('other@acme.test', { title: 'Other' });
  const { sentAt, changes } = await linkPreview(admin, jane);
  expect(sentAt).toBeInstanceOf(Date);
  expect(changes).toEqual([
    { field: 'userName', from: 'jane@acme.test', to: 'Jane@acme.test' },
    { field: 'familyName', from: null, to: 'Doe' },
    { field: 'email', from: 'jane@acme.test', to: 'jd@acme.test' },
    { field: 'active', from: true, to: false },
  ]);
});

test('is what comes about: linked, and sent again as identity providers do', async () => {
  await attempt('jane@acme.test', { title: 'Analyst', emails });
  const { changes } = await linkPreview(admin, jane);
  await linkUser(admin, jane);
  const { status } = await tenant.send(
    `PUT /Users/${jane}`,
    user('jane@acme.test', { title: 'Analyst', emails }),
  );
  expect(status).toBe(200);
  const { body } = await tenant.send(`GET /Users/${jane}`);
  expect(changes.map(({ field, to }) => [field, to])).toEqual([
    ['givenName', null],
    ['email', 'jd@acme.test'],
    ['title', 'Analyst'],
  ]);
  expect(body).toMatchObject({ title: 'Analyst', emails });
  expect(body.name).toBeUndefined();
});

test('says so where nothing was sent, or the same', async () => {
  expect(await linkPreview(admin, jane)).toEqual({ sentAt: null, changes: [] });
  await attempt('jane@acme.test', { name: { givenName: 'Jane' }, emails: [{ value: 'jane@acme.test' }] });
  expect(await linkPreview(admin, jane)).toEqual({ sentAt: expect.any(Date), changes: [] });
});

test('shows nothing of what another client’s identity provider sent', async () => {
  const other = await connectedTenant();
  await makeUser(other.tenantId, { userName: 'jane@acme.test' });
  await other.send('POST /Users', user('jane@acme.test', { title: 'Secret' }));
  await flushRequests();
  expect((await linkPreview(admin, jane)).sentAt).toBeNull();
});

test('is refused for whom linking is refused', async () => {
  const stranger = (await makeTenant('Stranger')).admin;
  await expect(linkPreview(stranger, jane)).rejects.toMatchObject({ status: 404 });
  const lesser = await makeHolder(tenant.tenantId, ['scim.manage']);
  await expect(linkPreview(lesser, tenant.adminId)).rejects.toMatchObject({ status: 403 });
  await linkUser(admin, jane);
  await expect(linkPreview(admin, jane)).rejects.toMatchObject({ status: 403 });
  const local = await makeTenant('Unconnected');
  await expect(linkPreview(local.admin, local.admin.id)).rejects.toMatchObject({ status: 409 });
});
