import { expect, test } from 'vitest';
import { recordedAbout } from '../../../test/accounts';
import { makeUser } from '../../../test/people';
import { sql } from '../../database';
import { createTenant, listTenants } from './tenants';

const actor = { kind: 'operator', name: 'Operator' } as const;

test('a tenant comes with an administrator who may manage the client', async () => {
  const made = await createTenant({ name: ' Acme Works ', adminEmail: 'Ada@Acme.test', actor });
  expect(made).toMatchObject({ slug: 'acme-works', adminEmail: 'Ada@Acme.test' });
  const admins = await sql.rows({
    text: `SELECT u.user_name, u.user_name_key, u.email_key, u.password_hash, r.name, p.permission
      FROM memberships m JOIN users u ON u.id = m.user_id JOIN roles r ON r.id = m.role_id
      JOIN role_permissions p ON p.role_id = r.id WHERE m.tenant_id = $1`,
    values: [made.tenantId],
  });
  expect(admins).toEqual([
    {
      user_name: 'Ada@Acme.test',
      user_name_key: 'ada@acme.test',
      email_key: 'ada@acme.test',
      password_hash: null,
      name: 'Administrator',
      permission: 'client.manage',
    },
  ]);
  expect(await recordedAbout(made.tenantId)).toEqual([
    { action: 'tenant.created', outcome: 'done', detail: { slug: 'acme-works' } },
  ]);
});

test('tenants of one name, made at once, get slugs of their own', async () => {
  const made = await Promise.all(
    Array.from({ length: 6 }, (_, i) => createTenant({ name: 'Zeta', adminEmail: `a${i}@zeta.test`, actor })),
  );
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(6);
  expect(made.map(({ slug }) => slug).sort()).toEqual([
    'zeta',
    'zeta-2',
    'zeta-3',
    'zeta-4',
    'zeta-5',
    'zeta-6',
  ]);
});

test.each([
  [' ', 'a@b.test', 'Give the client a name.'],
  ['x'.repeat(201), 'a@b.test', 'at most 200 characters'],
  ['Ac\u0000me', 'a@b.test', 'Leave control characters out'],
  ['Acme', 'nobody', 'valid e-mail address'],
  ['Acme', '', 'valid e-mail address'],
])('name %j with address %j is refused, and nothing is made', async (name, adminEmail, message) => {
  const before = (await listTenants()).length;
  await expect(async () => createTenant({ name, adminEmail, actor })).rejects.toThrow(message);
  expect(await listTenants()).toHaveLength(before);
});

test('the list counts the users that are not removed', async () => {
  const made = await createTenant({ name: 'Counted', adminEmail: 'a@counted.test', actor });
  const find = async () => (await listTenants()).find(({ id }) => id === made.tenantId);
  expect(await find()).toMatchObject({ slug: 'counted', name: 'Counted', users: 1 });
  const gone = await makeUser(made.tenantId);
  expect(await find()).toMatchObject({ users: 2 });
  await sql.rows({ text: 'UPDATE users SET deleted_at = now() WHERE id = $1', values: [gone] });
  expect(await find()).toMatchObject({ users: 1 });
});
