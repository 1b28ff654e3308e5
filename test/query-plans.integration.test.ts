import { v7 as uuid } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { sql } from '../lib/database';
import { makeTenant } from './people';
import { faultsOf, genericPlan, measuredPlan, planFaults, settleTables, statementsOf } from './query-plans';

let tenantId: string;

beforeAll(async () => {
  ({ tenantId } = await makeTenant());
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, user_name, user_name_key)
      SELECT gen_random_uuid(), $1, 'user-' || n, 'user-' || n FROM generate_series(1, 20000) n`,
    values: [tenantId],
  });
  await settleTables();
});

it('finds nothing wrong with a look-up', async () => {
  const byName = 'SELECT id FROM users WHERE tenant_id = $1 AND user_name_key = $2 AND deleted_at IS NULL';
  const statement = { name: 'look-up', text: byName, values: [tenantId, 'user-7'] };
  expect(await faultsOf(statement)).toEqual([]);
  expect((await measuredPlan(statement)).blocks).toBeLessThan(10);
});

it('finds a table that is read from end to end, however few rows come out', async () => {
  const statement = { text: 'SELECT id FROM users WHERE title = $1', values: ['Analyst'] };
  expect(await faultsOf(statement, { blocks: 5 })).toEqual([
    expect.stringMatching(/^Seq Scan on users over 20001 rows by /),
    expect.stringMatching(/pages touched$/),
  ]);
});

it('finds rows that an index hands over and a filter drops', async () => {
  const text =
    'SELECT id FROM users WHERE tenant_id = $1 AND title IS NOT NULL ORDER BY user_name_key LIMIT 1';
  expect(await faultsOf({ text, values: [tenantId] })).not.toEqual([]);
});

it('finds a sort of everything before the first row', async () => {
  const text = 'SELECT id FROM users WHERE tenant_id = $1 ORDER BY family_name, id LIMIT 10';
  const faults = await faultsOf({ text, values: [tenantId] });
  expect(faults).toContainEqual(expect.stringMatching(/^Sort over 20001 rows by /));
});

it('finds a plan that is fine for these values only', async () => {
  const text = 'SELECT id FROM users WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id = $2)';
  const values = [tenantId, uuid()];
  expect(await faultsOf({ text, values })).toEqual([]);
  expect(planFaults(await genericPlan({ text, values }), { rows: 50 })).not.toEqual([]);
});

it('undoes what a measured statement changed', async () => {
  const user = { text: 'UPDATE users SET active = false WHERE user_name_key = $1', values: ['user-7'] };
  await measuredPlan(user);
  const read = { text: 'SELECT active FROM users WHERE user_name_key = $1', values: ['user-7'] };
  expect(await sql.rows(read)).toEqual([{ active: true }]);
});

it('hears the statements of some work', async () => {
  const statement = { name: 'heard', text: 'SELECT $1::int AS one', values: [1] };
  expect(await statementsOf(() => sql.rows(statement))).toEqual([statement]);
});
