import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { acting, makeConnected, makeHolder, makeRole, makeTenant, makeUser } from '../../../../test/people';
import { effective, isPermission, LastManagerError, type Permission, permissions } from '../../../access';
import { sql } from '../../../database';
import { deleteRole } from './local-roles';
import { type PlannedChange, type RoleEffects, roleEffects } from './role-effects';
import { giveRole, takeRole } from './role-members';
import { setRolePermissions } from './role-permissions';

const names = permissions.map(({ name }) => name);

/** What each active user of a tenant may do, found out role by role. */
async function mayDo(tenantId: string): Promise<Map<string, ReadonlySet<Permission>>> {
  const rows = await sql.rows<{ id: string; granted: string[] }>({
    text: `SELECT u.id, ARRAY(SELECT p.permission FROM memberships m JOIN roles r ON r.id = m.role_id
          AND r.deleted_at IS NULL JOIN role_permissions p ON p.role_id = r.id WHERE m.user_id = u.id) AS granted
      FROM users u WHERE u.tenant_id = $1 AND u.active AND u.deleted_at IS NULL`,
    values: [tenantId],
  });
  return new Map(rows.map(({ id, granted }) => [id, effective(granted.filter(isPermission))]));
}

async function everybodyIn(effects: (after?: string) => Promise<RoleEffects>) {
  const people = new Map<string, { gains: Permission[]; loses: Permission[] }>();
  for (let after: string | undefined, more = true; more; ) {
    const page = await effects(after);
    for (const { id, gains, loses } of page.people)
      people.set(id, { gains: [...gains].sort(), loses: [...loses].sort() });
    more = page.next !== null;
    after = page.next ?? undefined;
  }
  return people;
}

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** A tenant of ten people in five roles, at random: also deactivated and removed ones, and one of no other tenant. */
async function randomTenant(below: (n: number) => number) {
  const { tenantId, admin, adminRoleId } = await makeTenant(`T${uuid()}`);
  const some = <Item>(items: readonly Item[], most: number) => items.filter(() => below(items.length) < most);
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, i) => makeUser(tenantId, { active: i !== 3, removed: i === 7 })),
  );
  const roles = await Promise.all(
    Array.from({ length: 5 }, () =>
      makeRole(tenantId, {
        permissions: below(3) === 0 ? [] : some(names, 2),
        members: some([...people, admin.id], 4),
      }),
    ),
  );
  return { tenantId, admin, roles: [...roles, adminRoleId], people: [...people, admin.id], some };
}

function randomChange(
  kind: number,
  { people, some }: Awaited<ReturnType<typeof randomTenant>>,
): PlannedChange {
  const users = some(people.slice(0, 7), 4);
  if (kind === 0) return { change: 'permissions', permissions: some(names, 3) };
  if (kind === 1) return { change: 'delete' };
  const named = users.length > 0 ? users : people.slice(0, 1);
  return { change: kind === 2 ? 'add-members' : 'remove-members', users: named };
}

type Tenant = Awaited<ReturnType<typeof randomTenant>>;

function carryOut(admin: Tenant['admin'], role: string, plan: PlannedChange): Promise<unknown> {
  if (plan.change === 'permissions') return setRolePermissions(admin, role, plan.permissions);
  if (plan.change === 'delete') return deleteRole(admin, role);
  return (plan.change === 'add-members' ? giveRole : takeRole)(admin, role, plan.users);
}

const difference = (one: ReadonlySet<Permission>, other: ReadonlySet<Permission> = new Set()) =>
  [...one].filter((permission) => !other.has(permission)).sort();

describe('what a planned change says', () => {
  it.each(Array.from({ length: 48 }, (_, seed) => seed))('is what it does: %i', async (seed) => {
    const below = numbers(seed * 7919 + 1);
    const tenant = await randomTenant(below);
    const { tenantId, admin, roles } = tenant;
    const role = roles[below(roles.length)] ?? '';
    const plan = randomChange(seed % 4, tenant);
    const before = await mayDo(tenantId);
    const effects = await roleEffects(admin, role, plan);
    const people = await everybodyIn((after) => roleEffects(admin, role, { ...plan, after }));
    expect(await mayDo(tenantId)).toEqual(before);

    if (effects.leavesNoManager) {
      await expect(carryOut(admin, role, plan)).rejects.toThrow(LastManagerError);
      return;
    }
    await carryOut(admin, role, plan);
    const after = await mayDo(tenantId);
    const changed = [...before].flatMap(([id, held]) => {
      const now = after.get(id) ?? new Set();
      const [gains, loses] = [difference(now, held), difference(held, now)];
      return gains.length + loses.length > 0 ? [[id, { gains, loses }] as const] : [];
    });
    expect(people).toEqual(new Map(changed));
    const counted = (which: 'gains' | 'loses') => changed.filter(([, one]) => one[which].length > 0).length;
    expect(effects.gains.people).toEqual({ count: counted('gains'), more: false });
    expect(effects.loses.people).toEqual({ count: counted('loses'), more: false });
    for (const which of ['gains', 'loses'] as const)
      expect(effects[which].permissions).toEqual(
        names.flatMap((permission) => {
          const count = changed.filter(([, one]) => one[which].includes(permission)).length;
          return count > 0 ? [{ permission, people: { count, more: false } }] : [];
        }),
      );
    const own = changed.find(([id]) => id === admin.id)?.[1] ?? { gains: [], loses: [] };
    expect({ gains: [...effects.own.gains].sort(), loses: [...effects.own.loses].sort() }).toEqual(own);
  });
});

describe('a planned change', () => {
  it('is refused where the change itself would be', async () => {
    const { tenantId, admin, configurationId, adminRoleId } = await makeConnected();
    const keeper = await makeHolder(tenantId, ['roles.manage']);
    const group = await makeRole(tenantId, { name: 'Crew', configurationId });
    const other = await makeTenant('Other');
    const users = [admin.id];
    const refused: [typeof admin, string, PlannedChange, number][] = [
      [keeper, adminRoleId, { change: 'permissions', permissions: [] }, 403],
      [keeper, adminRoleId, { change: 'delete' }, 403],
      [keeper, adminRoleId, { change: 'remove-members', users }, 403],
      [admin, group, { change: 'delete' }, 403],
      [admin, group, { change: 'add-members', users }, 403],
      [admin, other.adminRoleId, { change: 'delete' }, 404],
      [admin, uuid(), { change: 'delete' }, 404],
      [admin, 'x', { change: 'delete' }, 404],
    ];
    for (const [by, role, change, status] of refused)
      await expect(roleEffects(by, role, change)).rejects.toMatchObject({ status });
    expect(
      await roleEffects(admin, group, { change: 'permissions', permissions: ['users.view'] }),
    ).toMatchObject({ gains: { people: { count: 0, more: false } }, people: [] });
  });

  it('says nothing of another tenant’s users', async () => {
    const { admin, adminRoleId } = await makeTenant();
    const other = await makeTenant('Other');
    const effects = await roleEffects(admin, adminRoleId, { change: 'add-members', users: [other.admin.id] });
    expect(effects).toMatchObject({ gains: { people: { count: 0, more: false } }, people: [] });
  });

  it('that was decided upon an older version is not carried out', async () => {
    const { tenantId, admin } = await makeTenant();
    const ada = await makeUser(tenantId);
    const role = await makeRole(tenantId, { members: [ada] });
    const { version } = await roleEffects(admin, role, { change: 'delete' });
    await setRolePermissions(admin, role, ['users.view'], version);
    const late = { status: 409, message: expect.stringContaining('was changed meanwhile') };
    await expect(setRolePermissions(admin, role, [], version)).rejects.toMatchObject(late);
    await expect(takeRole(admin, role, [ada], version)).rejects.toMatchObject(late);
    await expect(giveRole(admin, role, [admin.id], version)).rejects.toMatchObject(late);
    await expect(deleteRole(admin, role, version)).rejects.toMatchObject(late);
    expect((await acting(tenantId, ada)).permissions).toEqual(new Set(['users.view']));
    const again = await roleEffects(admin, role, { change: 'delete' });
    await deleteRole(admin, role, again.version);
  });

  it('of two at once with one version, one is carried out', async () => {
    const { tenantId, admin } = await makeTenant();
    const role = await makeRole(tenantId);
    const { version } = await roleEffects(admin, role, { change: 'delete' });
    const results = await Promise.allSettled(
      (['users.view', 'roles.view', 'activity.view'] as const).map((permission) =>
        setRolePermissions(admin, role, [permission], version),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
