import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { openLeave } from '../../../../test/leave';
import {
  acting,
  makeConnected,
  makeHolder,
  makeRole,
  makeTenant,
  makeUser,
  recorded,
} from '../../../../test/people';
import { LastManagerError, type Permission } from '../../../access';
import type { Scope } from '../../resources/scope';
import { rolesStore } from '../../roles/roles-store';
import { usersStore } from '../../users/users-store';
import { deleteRole } from './local-roles';
import { roleMembers } from './member-list';
import { giveRole, takeRole } from './role-members';
import { rolePage } from './role-page';
import { setRolePermissions } from './role-permissions';

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
    const { tenantId, admin, configurationId } = await makeConnected();
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
      expect((await roleMembers(tenantId, adminRoleId)).total).toEqual({ count: 1, more: false });
    }
  });

  it('keep one of the last two when the identity provider deactivates the other meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin, adminRoleId, configurationId } = await makeConnected();
      const ada = await makeUser(tenantId, { userName: 'ada', configurationId });
      await giveRole(admin, adminRoleId, [ada]);
      const scim = usersStore(scopeOf(tenantId, configurationId));
      const options = { precondition: () => {} };
      const results = await Promise.allSettled([
        scim.replace(ada, { userName: 'ada', active: false }, options),
        takeRole(admin, adminRoleId, [admin.id]),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('do not wait in a circle with the identity provider’s change of the same role', async () => {
    for (let round = 0; round < 10; round++) {
      const { tenantId, admin, configurationId } = await makeConnected();
      const ada = await makeUser(tenantId, { configurationId });
      const members = [ada];
      const permissions = ['client.manage'] as const;
      const role = await makeRole(tenantId, { configurationId, permissions, members });
      const scim = rolesStore(scopeOf(tenantId, configurationId));
      await Promise.all([
        scim.remove(role, () => {}),
        setRolePermissions(admin, role, ['users.view']).catch((error) =>
          expect(error).toMatchObject({ status: 404 }),
        ),
      ]);
    }
  });
});

function scopeOf(tenantId: string, configurationId: string): Scope {
  const actor = { kind: 'identity-provider', id: configurationId, name: 'Okta' } as const;
  const admission = openLeave(tenantId, configurationId);
  const request = { id: uuid(), told: false };
  return { tenantId, configurationId, actor, base: 'http://localhost:3000/scim/v2', admission, request };
}
