import { v7 as uuid } from 'uuid';
import { describe, expect, it } from 'vitest';
import { managersOf } from '../../../test/managers';
import { acting, deactivateAnyway, makeHolder, makeRole, makeUser } from '../../../test/people';
import { connectedTenant, group, patchOp, user } from '../../../test/scim';
import { LastManagerError } from '../../access';
import { remove } from '../../connection';
import { sql } from '../../database';
import { actorOf, deactivateUser, deleteRole, setRolePermissions, takeRole } from '../../directory';

type Tenant = Awaited<ReturnType<typeof connectedTenant>>;
type Outcome = 'done' | 'refused';

/** Makes a manager of a tenant, and gives the act that takes the management from them. */
type Way = (tenant: Tenant) => Promise<() => Promise<Outcome>>;

const unique = (name: string) => `${name}-${uuid()}`;

async function provisioned({ tenantId, send }: Tenant) {
  const name = unique('user');
  const id: string = (await send('POST /Users', user(name))).body.id;
  const roleId: string = (await send('POST /Groups', group(unique('Group'), [id]))).body.id;
  await sql.rows({
    text: `INSERT INTO role_permissions (role_id, permission) VALUES ($1, 'client.manage')`,
    values: [roleId],
  });
  return { tenantId, name, id, roleId };
}

type Provisioned = Awaited<ReturnType<typeof provisioned>>;

function byRequest(request: (manager: Provisioned) => [string, unknown?]): Way {
  return async (tenant) => {
    const manager = await provisioned(tenant);
    return async () => {
      const { status } = await tenant.send(...request(manager));
      expect([200, 204, 403]).toContain(status);
      return status === 403 ? 'refused' : 'done';
    };
  };
}

async function outcomeOf(act: Promise<unknown>): Promise<Outcome> {
  try {
    await act;
    return 'done';
  } catch (error) {
    expect(error).toBeInstanceOf(LastManagerError);
    return 'refused';
  }
}

type Act = (manager: {
  id: string;
  roleId: string;
  by: Awaited<ReturnType<typeof acting>>;
}) => Promise<unknown>;

/** By an administrator, who reaches as far as the managers do and is none of those who count. */
function byAct(act: Act): Way {
  return async ({ tenantId }) => {
    const by = await makeHolder(tenantId, ['client.manage']);
    await deactivateAnyway(by.id);
    const id = await makeUser(tenantId);
    const roleId = await makeRole(tenantId, { permissions: ['client.manage'], members: [id] });
    return () => outcomeOf(act({ id, roleId, by }));
  };
}

const off = { op: 'replace', path: 'active', value: false };
const ways: readonly [string, Way][] = [
  ['PATCH of the user', byRequest(({ id }) => [`PATCH /Users/${id}`, patchOp(off)])],
  ['PUT of the user', byRequest(({ id, name }) => [`PUT /Users/${id}`, user(name, { active: false })])],
  ['DELETE of the user', byRequest(({ id }) => [`DELETE /Users/${id}`])],
  ['DELETE of the group', byRequest(({ roleId }) => [`DELETE /Groups/${roleId}`])],
  [
    'removal of the member',
    byRequest(({ id, roleId }) => [
      `PATCH /Groups/${roleId}`,
      patchOp({ op: 'remove', path: `members[value eq "${id}"]` }),
    ]),
  ],
  ['taking the role', byAct(({ by, id, roleId }) => takeRole(by, roleId, [id]))],
  ['deleting the role', byAct(({ by, roleId }) => deleteRole(by, roleId))],
  ['editing its permissions', byAct(({ by, roleId }) => setRolePermissions(by, roleId, ['users.view']))],
  ['deactivating the user', byAct(({ by, id }) => deactivateUser(by, id))],
];

const pairs = ways.flatMap(([one, first], place) =>
  ways.slice(place).map(([other, second]) => ({ one, other, first, second })),
);

async function lastTwo(first: Way, second: Way) {
  const tenant = await connectedTenant();
  const acts = [await first(tenant), await second(tenant)];
  await deactivateAnyway(tenant.adminId);
  expect(await managersOf(tenant.tenantId)).toBe(2);
  return { ...tenant, acts };
}

describe('of the last two managers, two at once leave one', () => {
  it.each(pairs)('$one, and $other', async ({ first, second }) => {
    for (let round = 0; round < 3; round++) {
      const { tenantId, acts } = await lastTwo(first, second);
      const outcomes = await Promise.all(acts.map((act) => act()));
      expect(outcomes.sort()).toEqual(['done', 'refused']);
      expect(await managersOf(tenantId)).toBe(1);
    }
  });

  it.each(ways.slice(5))('the end of the configuration, and %s', async (_, way) => {
    for (let round = 0; round < 3; round++) {
      const { tenantId, acts } = await lastTwo(async (tenant) => {
        await provisioned(tenant);
        const actor = actorOf(await acting(tenant.tenantId, tenant.adminId));
        return () => outcomeOf(remove({ tenantId: tenant.tenantId, actor, users: 'deactivate' }));
      }, way);
      const outcomes = await Promise.all(acts.map((act) => act()));
      expect(outcomes.sort()).toEqual(['done', 'refused']);
      expect(await managersOf(tenantId)).toBe(1);
    }
  });
});
