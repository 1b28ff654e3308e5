import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { makeConnected, makeHolder, makeRole, makeTenant, makeUser } from '../../../../test/people';
import { sql } from '../../../database';
import { listUsers, type UserListQuery } from './user-list';
import { userPage, userWithDetails } from './user-page';

const all = (count: number) => ({ count, more: false });
const counted = (active: number, deactivated: number, removed: number) => ({
  active: all(active),
  deactivated: all(deactivated),
  removed: all(removed),
});

describe('listUsers', () => {
  async function people() {
    const { tenantId, configurationId } = await makeConnected();
    await makeUser(tenantId, {
      userName: 'Ada.L',
      configurationId,
      givenName: 'Ada',
      familyName: 'Lovelace',
      email: 'Countess@Example.test',
    });
    await makeUser(tenantId, {
      userName: 'b_100%',
      displayName: 'Ünal İnönü',
      configurationId,
      active: false,
    });
    await makeUser(tenantId, { userName: 'bx100y', configurationId, active: false, removed: true });
    await makeUser(tenantId, { userName: 'Zed' });
    const names = async (query: UserListQuery) =>
      (await listUsers(tenantId, query)).users.map((user) => user.userName);
    return { tenantId, names };
  }

  it('lists everybody but the removed, by user name', async () => {
    const { tenantId, names } = await people();
    expect(await names({})).toEqual(['Ada.L', 'b_100%', 'grace@acme.test', 'Zed']);
    const { total, counts, users } = await listUsers(tenantId);
    expect({ total, counts }).toEqual({ total: all(4), counts: counted(3, 1, 1) });
    expect(users[0]).toEqual({
      id: expect.any(String),
      name: 'Ada Lovelace',
      userName: 'Ada.L',
      email: 'Countess@Example.test',
      status: 'active',
      origin: 'provisioned',
      provider: 'okta',
      roles: 0,
    });
    expect(users[2]).toMatchObject({ origin: 'local', provider: null, roles: 1 });
  });

  it('finds how user names, e-mail addresses, names and last names begin, in any letter case', async () => {
    const { names } = await people();
    expect(await names({ search: 'ADA.l' })).toEqual(['Ada.L']);
    expect(await names({ search: 'countess@' })).toEqual(['Ada.L']);
    expect(await names({ search: ' ada love ' })).toEqual(['Ada.L']);
    expect(await names({ search: 'ÜNAL İn' })).toEqual(['b_100%']);
    expect(await names({ search: 'lovel' })).toEqual(['Ada.L']);
    expect(await names({ search: 'b' })).toEqual(['b_100%']);
    expect(await names({ search: 'b', status: 'removed' })).toEqual(['bx100y']);
    expect(await names({ search: 'da' })).toEqual([]);
    expect(await names({ search: 'nobody' })).toEqual([]);
  });

  it('counts what a search finds, each user once', async () => {
    const { tenantId } = await people();
    const found = await listUsers(tenantId, { search: 'a' });
    expect(found).toMatchObject({ total: all(1), counts: counted(1, 0, 0), complete: true });
    const removed = await listUsers(tenantId, { search: 'B', origin: 'provisioned', status: 'removed' });
    expect(removed).toMatchObject({ total: all(1), counts: counted(0, 1, 1) });
  });

  it('finds names as long as they come', async () => {
    const { tenantId, names } = await people();
    const displayName = 'Ǆ'.repeat(4000);
    await makeUser(tenantId, { userName: 'long', displayName, familyName: displayName });
    expect(await names({ search: 'ǆ'.repeat(50) })).toEqual(['long']);
  });

  it('says where it did not look at everybody', async () => {
    const { tenantId, configurationId } = await makeConnected();
    await sql.rows({
      text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
        SELECT gen_random_uuid(), $1, $2, 'many-' || n, 'many-' || n FROM generate_series(1, 2500) n`,
      values: [tenantId, configurationId],
    });
    const found = await listUsers(tenantId, { search: 'many', origin: 'provisioned' });
    expect(found).toMatchObject({ complete: false, total: { count: 2000, more: true } });
    expect(await listUsers(tenantId, { search: 'many-24' })).toMatchObject({
      complete: true,
      total: all(111),
    });
  });

  it('takes % and _ as letters', async () => {
    const { names } = await people();
    expect(await names({ search: '%' })).toEqual([]);
    expect(await names({ search: 'b_100' })).toEqual(['b_100%']);
    expect(await names({ search: 'b%' })).toEqual([]);
    expect(await names({ search: '\\' })).toEqual([]);
  });

  it('filters by status and origin', async () => {
    const { tenantId, names } = await people();
    expect(await names({ status: 'active' })).toEqual(['Ada.L', 'grace@acme.test', 'Zed']);
    expect(await names({ status: 'deactivated' })).toEqual(['b_100%']);
    expect(await names({ status: 'removed' })).toEqual(['bx100y']);
    expect(await names({ origin: 'local' })).toEqual(['grace@acme.test', 'Zed']);
    expect(await names({ origin: 'provisioned', status: 'active' })).toEqual(['Ada.L']);
    const { total, counts } = await listUsers(tenantId, { origin: 'provisioned', status: 'removed' });
    expect({ total, counts }).toEqual({ total: all(1), counts: counted(1, 1, 1) });
  });

  it('pages', async () => {
    const { names } = await people();
    expect(await names({ size: 3 })).toEqual(['Ada.L', 'b_100%', 'grace@acme.test']);
    expect(await names({ size: 3, page: 2 })).toEqual(['Zed']);
    expect(await names({ size: 3, page: 3 })).toEqual([]);
  });

  it('refuses text that PostgreSQL cannot read', async () => {
    const { names } = await people();
    await expect(names({ search: 'a\0b' })).rejects.toThrow(/Search for text/);
  });

  it('lists a tenant its own users only', async () => {
    await people();
    const other = await makeTenant('Other');
    expect((await listUsers(other.tenantId)).users.map((user) => user.userName)).toEqual([
      'grace@other.test',
    ]);
  });
});

describe('userPage', () => {
  const attributes = {
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    phoneNumbers: [
      { type: 'mobile', value: 'tel:+1' },
      { type: 'work', value: '+2' },
      { type: 'work', value: '+3', primary: true },
    ],
    addresses: [
      { type: 'home', locality: 'Ockham' },
      {
        type: 'work',
        streetAddress: '1 St',
        locality: 'London',
        region: 'LDN',
        postalCode: 'N1',
        country: 'GB',
      },
    ],
  };

  it('shows a provisioned user with all thirteen attributes', async () => {
    const { tenantId, admin, configurationId } = await makeConnected();
    const ada = await makeUser(tenantId, {
      userName: 'ada',
      givenName: 'Ada',
      familyName: 'Lovelace',
      email: 'ada@acme.test',
      externalId: '00u1',
      configurationId,
      attributes,
    });
    const page = await userPage(admin, ada);
    expect(page.profile).toEqual({
      userName: 'ada',
      givenName: 'Ada',
      familyName: 'Lovelace',
      email: 'ada@acme.test',
      mobilePhone: 'tel:+1',
      workPhone: '+3',
      title: null,
      streetAddress: '1 St',
      locality: 'London',
      region: 'LDN',
      postalCode: 'N1',
      country: 'GB',
      active: true,
    });
    expect(page).toMatchObject({
      name: 'Ada Lovelace',
      status: 'active',
      origin: 'provisioned',
      provider: 'okta',
      managed: { provider: 'okta', since: expect.any(Date) },
      externalId: '00u1',
      hasPassword: false,
      lastSeenAt: null,
      removedAt: null,
    });
  });

  it('is managed by nobody once the configuration is deleted', async () => {
    const { tenantId, admin, configurationId } = await makeConnected();
    const ada = await makeUser(tenantId, { configurationId });
    await sql.rows({
      text: 'UPDATE configurations SET deleted_at = now() WHERE id = $1',
      values: [configurationId],
    });
    expect(await userPage(admin, ada)).toMatchObject({
      origin: 'provisioned',
      provider: 'okta',
      managed: null,
    });
  });

  it('tells through which roles a permission comes, implied ones among them', async () => {
    const { tenantId, admin } = await makeConnected();
    const ada = await makeUser(tenantId);
    const desk = await makeRole(tenantId, { name: 'Desk', permissions: ['users.manage'], members: [ada] });
    const eyes = await makeRole(tenantId, { name: 'Eyes', permissions: ['users.view'], members: [ada] });
    await makeRole(tenantId, { name: 'Gone', permissions: ['scim.manage'], members: [ada], removed: true });
    const page = await userPage(admin, ada);
    expect(page.roles.map((role) => role.name)).toEqual(['Desk', 'Eyes']);
    expect(page.permissions).toEqual([
      {
        permission: 'users.view',
        paths: [
          { role: { id: desk, name: 'Desk' }, granted: 'users.manage' },
          { role: { id: eyes, name: 'Eyes' }, granted: 'users.view' },
        ],
      },
      {
        permission: 'users.manage',
        paths: [{ role: { id: desk, name: 'Desk' }, granted: 'users.manage' }],
      },
    ]);
  });

  it('shows recent activity to who may see it', async () => {
    const { tenantId, admin } = await makeConnected();
    expect((await userWithDetails(admin, admin.id)).history?.entries.map((entry) => entry.action)).toEqual([
      'user.created',
    ]);
    const viewer = await makeHolder(tenantId, ['users.view']);
    const seen = await userWithDetails(viewer, admin.id);
    expect({ history: seen.history, changes: seen.changes }).toEqual({ history: null, changes: null });
  });

  it('answers 404 for an id of another tenant, of nobody, or that is no id', async () => {
    const { admin } = await makeConnected('One');
    const other = await makeConnected('Two');
    for (const id of [other.admin.id, uuid(), 'x', '', '../1', 'a\0'])
      await expect(userPage(admin, id)).rejects.toMatchObject({ status: 404 });
  });
});
