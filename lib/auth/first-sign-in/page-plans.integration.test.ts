import { beforeAll, describe, expect, it } from 'vitest';
import { makeConnected, makeRole, type TestTenant } from '../../../test/people';
import { faultsOf, type PlanLimits, settleTables, statementsOf } from '../../../test/query-plans';
import { sql } from '../../database';
import { giveRole, userWithDetails } from '../../directory';
import { sessionsOf } from '../sessions/user-sessions';
import { countFirstSignIns } from './counts';
import { enterUsers } from './roll';
import { type FirstSignInQuery, firstSignInOf, listFirstSignIns } from './tracker';

const size = 100_000;

/** Users of a tenant who came one a second until two minutes ago; one of three is deactivated, one of 50 has no address. */
async function fill(tenantId: string, configurationId: string, count: number): Promise<void> {
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, active, email, email_key, created_at)
      SELECT (left(hex, 8) || '-' || right(hex, 4) || '-7000-8000-' || right(gen_random_uuid()::text, 12))::uuid, $1, $2,
        name, name, n % 3 <> 1, mail, mail, at
      FROM (SELECT n, at, 'user' || n AS name, CASE WHEN n % 50 <> 7 THEN 'user' || n END AS mail,
          lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS hex
        FROM (SELECT n, now() - make_interval(secs => 120 + $3::int - n) AS at FROM generate_series(1, $3::int) AS n) AS t
      ) AS numbered`,
    values: [tenantId, configurationId, count],
  });
}

interface Grown extends TestTenant {
  readonly user: string;
}
let grown: Grown;

beforeAll(async () => {
  const tenant = await makeConnected('Large');
  const other = await makeConnected('Other');
  await fill(tenant.tenantId, tenant.configurationId, size);
  await fill(other.tenantId, other.configurationId, size / 5);
  for (const { tenantId } of [tenant, other]) while (await enterUsers(tenantId));
  await sql.rows({
    text: `UPDATE first_sign_ins f SET stage = (ARRAY['provisioned', 'mailed', 'opened', 'signed-in'])[1 + u.n % 4]
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM users) AS u WHERE u.id = f.user_id`,
    values: [],
  });
  const [user] = await sql.rows<{ id: string }>({
    text: `SELECT id FROM users WHERE tenant_id = $1 AND user_name = 'user77777'`,
    values: [tenant.tenantId],
  });
  const id = user?.id ?? '';
  const role = await makeRole(tenant.tenantId, { name: 'Busy', permissions: ['users.view'] });
  await sql.rows({
    text: `INSERT INTO activities (id, tenant_id, actor, action, subject, subject_id, outcome)
      SELECT gen_random_uuid(), $1, 'identity-provider', 'role.members-added', 'role', $2, 'done'
      FROM generate_series(1, $3::int)`,
    values: [tenant.tenantId, role, size],
  });
  await giveRole(tenant.admin, role, [id]);
  await settleTables();
  grown = { ...tenant, user: id };
}, 180_000);

async function faultsIn(work: () => Promise<unknown>, limits: PlanLimits): Promise<string[]> {
  const statements = await statementsOf(work);
  expect(statements.length).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const statement of statements) faults.push(...(await faultsOf(statement, limits)));
  return faults;
}

describe('the way to the first sign-in', () => {
  const stages = ['waiting', 'provisioned', 'mailed', 'opened', 'signed-in'] as const;
  const queries: FirstSignInQuery[] = stages.flatMap((stage) => [
    { stage },
    { stage, days: 1 },
    { stage, address: 'none' as const },
  ]);

  it.each(queries)('the list %o looks at few more than it shows', async (query) => {
    const few: PlanLimits = { rows: 2000, blocks: 6000 };
    const { tenantId } = grown;
    expect(await faultsIn(() => listFirstSignIns(tenantId, query), few)).toEqual([]);
    const { after } = await listFirstSignIns(tenantId, query);
    if (after) expect(await faultsIn(() => listFirstSignIns(tenantId, { ...query, after }), few)).toEqual([]);
  });

  it('counts end somewhere, and users who came before are not looked at again', async () => {
    const bounded: PlanLimits = { rows: 45_000, blocks: 200_000 };
    expect(await faultsIn(() => countFirstSignIns(grown.tenantId), bounded)).toEqual([]);
    expect(await faultsIn(() => enterUsers(grown.tenantId), { rows: 500, blocks: 2000 })).toEqual([]);
    const { stages: counted } = await countFirstSignIns(grown.tenantId);
    expect(counted.provisioned).toMatchObject({ more: true });
  });
});

describe('a user’s page', () => {
  it('asks for few rows, however much happened to the user’s roles', async () => {
    const few: PlanLimits = { rows: 1100, blocks: 3000 };
    const work = async () => {
      await userWithDetails(grown.admin, grown.user);
      await firstSignInOf(grown.tenantId, grown.user);
      await sessionsOf(grown.tenantId, grown.user);
    };
    expect((await statementsOf(work)).length).toBeLessThanOrEqual(7);
    expect(await faultsIn(work, few)).toEqual([]);
  });
});
