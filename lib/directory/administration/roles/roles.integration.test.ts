import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import {
  acting,
  makeConnected,
  makeHolder,
  makeRole,
  makeTenant,
  makeUser,
  recorded,
} from '../../../../test/people';
import { LastManagerError } from '../../../access';
import { sql } from '../../../database';
import { createRole, deleteRole, editRole } from './local-roles';
import { roleMembers } from './member-list';
import { listRoles, type RoleListQuery } from './role-list';
import { giveRole, takeRole } from './role-members';
import { rolePage } from './role-page';
import { setRolePermissions } from './role-permissions';

describe('listRoles and rolePage', () => {
  it('list roles with members, permissions and origin', async () => {
    const { tenantId, adminRoleId, configurationId } = await makeConnected();
    const ada = await makeUser(tenantId);
    const sales = await makeRole(tenantId, {
      name: 'sales_EU',
      configurationId,
      permissions: ['users.view'],
      members: [ada],
    });
    await makeRole(tenantId, { name: 'Gone', configurationId, removed: true });
    const { roles, total } = await listRoles(tenantId);
    expect(total).toEqual({ count: 2, more: false });
    expect(roles).toEqual([
      {
        id: adminRoleId,
        name: 'Administrator',
        description: 'May do everything in this client.',
        origin: 'local',
        provider: null,
        members: { count: 1, more: false },
        permissions: ['client.manage'],
      },
      {
        id: sales,
        name: 'sales_EU',
        description: null,
        origin: 'provisioned',
        provider: 'okta',
        members: { count: 1, more: false },
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
      members: { count: 1, more: false },
      removedAt: null,
    });
  });

  it('page and search the members', async () => {
    const { tenantId } = await makeTenant();
    const people = ['c', 'a_1', 'b'].map((userName) => makeUser(tenantId, { userName }));
    const role = await makeRole(tenantId, { members: await Promise.all(people) });
    const page = await roleMembers(tenantId, role, { size: 2 });
    expect(page.total).toEqual({ count: 3, more: false });
    expect(page.members.map((member) => member.userName)).toEqual(['a_1', 'b']);
    const second = await roleMembers(tenantId, role, { size: 2, after: page.next ?? '' });
    expect(second).toMatchObject({ members: [{ name: 'c', status: 'active' }], total: null, next: null });
    expect((await roleMembers(tenantId, role, { search: 'A_' })).total).toEqual({ count: 1, more: false });
  });

  it('search the members of a role that many have', async () => {
    const { tenantId } = await makeTenant();
    const role = await makeRole(tenantId);
    await sql.rows({
      text: `WITH made AS (
          INSERT INTO users (id, tenant_id, user_name, user_name_key, family_name)
          SELECT gen_random_uuid(), $1, 'user-' || n, 'user-' || n, 'Name' || n FROM generate_series(1, 2500) n
          RETURNING id)
        INSERT INTO memberships (tenant_id, role_id, user_id) SELECT $1, $2, id FROM made`,
      values: [tenantId, role],
    });
    await makeUser(tenantId, { userName: 'user-24-outside' });
    const found = await roleMembers(tenantId, role, { search: 'USER-24' });
    expect(found).toMatchObject({ complete: true, total: { count: 111, more: false } });
    const byName = await roleMembers(tenantId, role, { search: 'name2400' });
    expect(byName.members.map((member) => member.userName)).toEqual(['user-2400']);
    expect(await roleMembers(tenantId, role, { search: 'user' })).toMatchObject({ complete: false });
    expect((await roleMembers(tenantId, role)).total).toEqual({ count: 2500, more: false });
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
      members: { count: 1, more: false },
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
    const { tenantId, admin, configurationId } = await makeConnected();
    const ada = await makeUser(tenantId);
    const role = await makeRole(tenantId, { name: 'Sales', configurationId, members: [ada] });
    const refusal = { status: 403, message: expect.stringContaining('comes from the identity provider') };
    await expect(editRole(admin, role, { name: 'x' })).rejects.toMatchObject(refusal);
    await expect(deleteRole(admin, role)).rejects.toMatchObject(refusal);
    await expect(giveRole(admin, role, [admin.id])).rejects.toMatchObject(refusal);
    await expect(takeRole(admin, role, [ada])).rejects.toMatchObject(refusal);
    await editRole(admin, role, { name: 'Sales', description: 'May be described here' });
    await setRolePermissions(admin, role, ['users.view']);
    expect(await rolePage(tenantId, role)).toMatchObject({
      members: { count: 1, more: false },
      permissions: ['users.view'],
    });
  });

  it('let nobody rename a role that grants what they do not hold', async () => {
    const { tenantId } = await makeTenant();
    const keeper = await makeHolder(tenantId, ['roles.manage']);
    const role = await makeRole(tenantId, { name: 'Admins', permissions: ['client.manage'] });
    await expect(editRole(keeper, role, { name: 'Everyone' })).rejects.toMatchObject({
      status: 403,
      message: 'This role grants “Manage the client”, which you do not hold yourself.',
    });
    await editRole(keeper, role, { description: 'May be described' });
    expect(await rolePage(tenantId, role)).toMatchObject({ name: 'Admins', description: 'May be described' });
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
    expect((await rolePage(tenantId, adminRoleId)).members).toEqual({ count: 1, more: false });
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
