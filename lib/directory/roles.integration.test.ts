import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import {
  acting,
  liveConfiguration,
  makeHolder,
  makeRole,
  makeTenant,
  makeUser,
  recorded,
  type TestTenant,
} from '../../test/people';
import { LastManagerError, type Permission } from '../access';
import { sql } from '../database';
import { createRole, deleteRole, editRole } from './local-roles';
import { listRoles, type RoleListQuery } from './role-list';
import { giveRole, takeRole } from './role-members';
import { roleMembers, rolePage } from './role-page';
import { setRolePermissions } from './role-permissions';

async function connected(name?: string): Promise<TestTenant & { configurationId: string }> {
  const tenant = await makeTenant(name);
  await sql.rows({
    text: `INSERT INTO configurations (id, tenant_id, provider) VALUES ($1, $2, 'okta')`,
    values: [uuid(), tenant.tenantId],
  });
  return { ...tenant, configurationId: await liveConfiguration(tenant.tenantId) };
}

describe('listRoles and rolePage', () => {
  it('list roles with members, permissions and origin', async () => {
    const { tenantId, adminRoleId, configurationId } = await connected();
    const ada = await makeUser(tenantId);
    const sales = await makeRole(tenantId, {
      name: 'sales_EU',
      configurationId,
      permissions: ['users.view'],
      members: [ada],
    });
    await makeRole(tenantId, { name: 'Gone', configurationId, removed: true });
    const { roles, total } = await listRoles(tenantId);
    expect(total).toBe(2);
    expect(roles).toEqual([
      {
        id: adminRoleId,
        name: 'Administrator',
        description: 'May do everything in this client.',
        origin: 'local',
        provider: null,
        members: 1,
        permissions: ['client.manage'],
      },
      {
        id: sales,
        name: 'sales_EU',
        description: null,
        origin: 'provisioned',
        provider: 'okta',
        members: 1,
        permissions: ['users.view'],
      },
    ]);
    const names = async (query: RoleListQuery) =>
      (await listRoles(tenantId, query)).roles.map((role) => role.name);
    expect(await names({ search: 'SALES_' })).toEqual(['sales_EU']);
    expect(await names({ search: 's%' })).toEqual([]);
    expect(await names({ origin: 'local' })).toEqual(['Administrator']);
    expect(await names({ size: 1, page: 2 })).toEqual(['sales_EU']);
    expect(await rolePage(tenantId, sales)).toMatchObject({
      name: 'sales_EU',
      managed: { provider: 'okta', since: expect.any(Date) },
      members: 1,
      removedAt: null,
    });
  });

  it('page and search the members', async () => {
    const { tenantId } = await makeTenant();
    const people = ['c', 'a_1', 'b'].map((userName) => makeUser(tenantId, { userName }));
    const role = await makeRole(tenantId, { members: await Promise.all(people) });
    const page = await roleMembers(tenantId, role, { size: 2 });
    expect(page.total).toBe(3);
    expect(page.members.map((member) => member.userName)).toEqual(['a_1', 'b']);
    expect((await roleMembers(tenantId, role, { size: 2, page: 2 })).members[0]).toMatchObject({
      name: 'c',
      status: 'active',
    });
    expect((await roleMembers(tenantId, role, { search: '_' })).total).toBe(1);
  });

  it('are closed to other tenants', async () => {
    const [one, two] = [await makeTenant('One'), await makeTenant('Two')];
    const { admin, tenantId } = one;
    for (const id of [two.adminRoleId, uuid(), 'x']) {
      const attempts = [
        () => rolePage(tenantId, id),
        () => roleMembers(tenantId, id),
        () => editRole(admin, id, { name: 'Mine' }),
        () => deleteRole(admin, id),
        () => setRolePermissions(admin, id, []),
        () => giveRole(admin, id, [admin.id]),
        () => takeRole(admin, id, [two.admin.id]),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ status: 404 });
    }
    await expect(giveRole(admin, one.adminRoleId, [two.admin.id])).rejects.toMatchObject({ status: 404 });
    expect(await rolePage(two.tenantId, two.adminRoleId)).toMatchObject({
      name: 'Administrator',
      members: 1,
    });
    expect((await listRoles(tenantId)).roles.map((role) => role.id)).toEqual([one.adminRoleId]);
  });
});

describe('createRole and editRole', () => {
  it('make and rename a local role', async () => {
    const { tenantId, admin } = await makeTenant();
    const { id } = await createRole(admin, { name: 'Desk' });
    await editRole(admin, id, { name: 'Front desk', description: 'Reception' });
    await editRole(admin, id, { name: 'Front desk' });
    expect(await rolePage(tenantId, id)).toMatchObject({
      name: 'Front desk',
      description: 'Reception',
      origin: 'local',
      managed: null,
      permissions: [],
    });
    expect(await recorded(id)).toEqual([
      { action: 'role.created', outcome: 'done', detail: {} },
      {
        action: 'role.updated',
        outcome: 'done',
        detail: {
          changes: { name: { from: 'Desk', to: 'Front desk' }, description: { from: null, to: 'Reception' } },
        },
      },
    ]);
    await editRole(admin, id, { name: 'FRONT DESK' });
  });

  it('refuse a name that is taken', async () => {
    const { admin } = await makeTenant();
    const { id } = await createRole(admin, { name: 'Desk' });
    await expect(createRole(admin, { name: 'dESK' })).rejects.toMatchObject({
      status: 409,
      message: 'There is a role “dESK” already. Choose a different name.',
    });
    await expect(editRole(admin, id, { name: 'administrator' })).rejects.toMatchObject({ status: 409 });
  });

  it('leave what the identity provider manages alone, and say why', async () => {
    const { tenantId, admin, configurationId } = await connected();
    const ada = await makeUser(tenantId);
    const role = await makeRole(tenantId, { name: 'Sales', configurationId, members: [ada] });
    const refusal = { status: 403, message: expect.stringContaining('comes from the identity provider') };
    await expect(editRole(admin, role, { name: 'x' })).rejects.toMatchObject(refusal);
    await expect(deleteRole(admin, role)).rejects.toMatchObject(refusal);
    await expect(giveRole(admin, role, [admin.id])).rejects.toMatchObject(refusal);
    await expect(takeRole(admin, role, [ada])).rejects.toMatchObject(refusal);
    await editRole(admin, role, { name: 'Sales', description: 'May be described here' });
    await setRolePermissions(admin, role, ['users.view']);
    expect(await rolePage(tenantId, role)).toMatchObject({ members: 1, permissions: ['users.view'] });
  });
});

describe('setRolePermissions', () => {
  it('gives and takes, and records both', async () => {
    const { tenantId, admin } = await makeTenant();
    const role = await makeRole(tenantId, { permissions: ['users.view', 'roles.view'] });
    await setRolePermissions(admin, role, ['users.view', 'activity.view']);
    await setRolePermissions(admin, role, ['activity.view', 'users.view', 'users.view']);
    expect((await rolePage(tenantId, role)).permissions).toEqual(['activity.view', 'users.view']);
    expect(await recorded(role)).toEqual([
      {
        action: 'role.permissions-changed',
        outcome: 'done',
        detail: { added: ['activity.view'], taken: ['roles.view'] },
      },
    ]);
  });

  it('takes effect for the members at once', async () => {
    const { tenantId, admin } = await makeTenant();
    const ada = await makeUser(tenantId);
    const role = await makeRole(tenantId, { members: [ada] });
    await setRolePermissions(admin, role, ['roles.manage']);
    expect([...(await acting(tenantId, ada)).permissions].sort()).toEqual(['roles.manage', 'roles.view']);
  });

  it('lets nobody give or take what they do not hold', async () => {
    const { tenantId } = await makeTenant();
    const keeper = await makeHolder(tenantId, ['roles.manage', 'users.view']);
    const role = await makeRole(tenantId, { permissions: ['scim.manage'] });
    const attempts: [readonly Permission[], string][] = [
      [['scim.manage', 'client.manage'], '“Manage the client”'],
      [['scim.manage', 'activity.view', 'users.manage'], '“Manage local users”, “See activity”'],
      [[], '“Manage SCIM”'],
    ];
    for (const [permissions, labels] of attempts)
      await expect(setRolePermissions(keeper, role, permissions)).rejects.toMatchObject({
        status: 403,
        message: `You cannot give or take ${labels}, which you do not hold yourself.`,
      });
    await setRolePermissions(keeper, role, ['scim.manage', 'users.view', 'roles.view']);
    expect((await rolePage(tenantId, role)).permissions).toEqual(['roles.view', 'scim.manage', 'users.view']);
  });

  it('keeps the last role that manages the client', async () => {
    const { tenantId, admin, adminRoleId } = await makeTenant();
    await expect(setRolePermissions(admin, adminRoleId, ['users.view'])).rejects.toThrow(LastManagerError);
    expect((await rolePage(tenantId, adminRoleId)).permissions).toEqual(['client.manage']);
  });
});

describe('giveRole and takeRole', () => {
  it('give and take a local role, to provisioned users, too', async () => {
    const { tenantId, admin, configurationId } = await connected();
    const ada = await makeUser(tenantId, { displayName: 'Ada', configurationId });
    const bob = await makeUser(tenantId, { displayName: 'Bob' });
    const role = await makeRole(tenantId, { name: 'Desk', permissions: ['users.view'], members: [bob] });
    expect(await giveRole(admin, role, [ada, bob, ada])).toEqual({ added: 1 });
    expect(await giveRole(admin, role, [ada])).toEqual({ added: 0 });
    expect(await takeRole(admin, role, [bob, uuid()])).toEqual({ removed: 1 });
    expect((await roleMembers(tenantId, role)).members.map((member) => member.id)).toEqual([ada]);
    expect(await recorded(role)).toEqual([
      {
        action: 'role.members-added',
        outcome: 'done',
        detail: { members: [{ id: ada, name: 'Ada' }], count: 1 },
      },
      {
        action: 'role.members-removed',
        outcome: 'done',
        detail: { members: [{ id: bob, name: 'Bob' }], count: 1 },
      },
    ]);
  });

  it('refuse removed users', async () => {
    const { tenantId, admin } = await makeTenant();
    const gone = await makeUser(tenantId, { removed: true, active: false });
    const role = await makeRole(tenantId);
    await expect(giveRole(admin, role, [gone])).rejects.toMatchObject({ status: 404 });
  });

  it('let nobody give themselves more than they hold', async () => {
    const { tenantId, adminRoleId, admin } = await makeTenant();
    const keeper = await makeHolder(tenantId, ['roles.manage']);
    const refusal = {
      status: 403,
      message: 'This role grants “Manage the client”, which you do not hold yourself.',
    };
    await expect(giveRole(keeper, adminRoleId, [keeper.id])).rejects.toMatchObject(refusal);
    await expect(takeRole(keeper, adminRoleId, [admin.id])).rejects.toMatchObject(refusal);
    await expect(deleteRole(keeper, adminRoleId)).rejects.toMatchObject(refusal);
  });

  it('keep the last member who manages the client', async () => {
    const { tenantId, admin, adminRoleId } = await makeTenant();
    const idle = await makeUser(tenantId, { active: false });
    await giveRole(admin, adminRoleId, [idle]);
    await expect(takeRole(admin, adminRoleId, [admin.id])).rejects.toThrow(LastManagerError);
    const ada = await makeUser(tenantId);
    await giveRole(admin, adminRoleId, [ada]);
    expect(await takeRole(admin, adminRoleId, [admin.id])).toEqual({ removed: 1 });
  });

  it('keep one of the last two, whoever is faster', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin, adminRoleId } = await makeTenant();
      const ada = await makeUser(tenantId);
      await giveRole(admin, adminRoleId, [ada]);
      const other = await acting(tenantId, ada);
      const results = await Promise.allSettled([
        takeRole(admin, adminRoleId, [ada]),
        takeRole(other, adminRoleId, [admin.id]),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await roleMembers(tenantId, adminRoleId)).total).toBe(1);
    }
  });
});

describe('deleteRole', () => {
  it('deletes a local role for good', async () => {
    const { tenantId, admin } = await makeTenant();
    const ada = await makeUser(tenantId);
    const role = await makeRole(tenantId, { name: 'Desk', permissions: ['users.view'], members: [ada] });
    await deleteRole(admin, role);
    await expect(rolePage(tenantId, role)).rejects.toMatchObject({ status: 404 });
    expect((await acting(tenantId, ada)).permissions.size).toBe(0);
    expect(await recorded(role)).toEqual([
      { action: 'role.deleted', outcome: 'done', detail: { permissions: ['users.view'], members: 1 } },
    ]);
    await createRole(admin, { name: 'Desk' });
  });

  it('keeps the last role that manages the client', async () => {
    const { tenantId, admin, adminRoleId } = await makeTenant();
    await expect(deleteRole(admin, adminRoleId)).rejects.toThrow(LastManagerError);
    expect((await rolePage(tenantId, adminRoleId)).members).toBe(1);
  });

  it('keeps one of two roles that manage the client, whoever is faster', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin, adminRoleId } = await makeTenant();
      const second = await makeRole(tenantId, { permissions: ['client.manage'], members: [admin.id] });
      const results = await Promise.allSettled([deleteRole(admin, adminRoleId), deleteRole(admin, second)]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('does not trip over somebody giving the role meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin } = await makeTenant();
      const ada = await makeUser(tenantId);
      const role = await makeRole(tenantId);
      const [gone, given] = await Promise.allSettled([deleteRole(admin, role), giveRole(admin, role, [ada])]);
      expect(gone.status).toBe('fulfilled');
      if (given.status === 'rejected') expect(given.reason).toMatchObject({ status: 404 });
    }
  });
});
