import { beforeAll, expect, it } from 'vitest';
import { genericPlan, measuredPlan, planFaults, settleTables, statementsOf } from '../../../test/query-plans';
import { connectedTenant, patchOp, type ScimClient } from '../../../test/scim';
import { changeBreaker } from '../../connection';
import { sql } from '../../database';

const size = 20_000;
let client: ScimClient;
let ids: readonly string[];

beforeAll(async () => {
  client = await connectedTenant();
  const { tenantId } = client;
  await changeBreaker({ on: true }, { tenantId, actor: { kind: 'operator' } });
  const rows = await sql.rows<{ id: string }>({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
      SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n FROM generate_series(1, $2::int) n, configurations c
      WHERE c.tenant_id = $1 RETURNING id`,
    values: [tenantId, size],
  });
  ids = rows.map(({ id }) => id);
  await settleTables();
});

/** The statement that judges, of a request that ends somebody's access. */
async function judging(request: string, body?: object) {
  const statements = await statementsOf(() => client.send(request, body));
  const judged = statements.filter(({ name }) => name?.endsWith('-judged'));
  expect(judged).toHaveLength(1);
  return judged[0] ?? { text: '', values: [] };
}

const deactivate = (id = '') =>
  judging(`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false }));

it('counts the users when a window begins, in the index alone, and then reads few rows', async () => {
  const first = await deactivate(ids[0]);
  // Run again, they find what it was when the window began.
  const fresh = [first, await deactivate(ids[1]), await judging(`DELETE /Users/${ids[2]}`)];
  for (const statement of fresh) {
    expect(planFaults(await measuredPlan(statement))).toEqual([]);
    expect(planFaults(await genericPlan(statement), { rows: size })).toEqual([]);
  }
  await sql.rows({ text: 'UPDATE circuit_breakers SET people_at = NULL', values: [] });
  const counting = await measuredPlan(await deactivate(ids[3]));
  expect(planFaults(counting, { rows: size })).toEqual([]);
});
