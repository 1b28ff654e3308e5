import { beforeAll, expect, it, vi } from 'vitest';
import { measuredPlan, planFaults, statementsOf } from '../../test/query-plans';
import { connectedTenant, type ScimClient } from '../../test/scim';
import { type Statement, sql } from './sql';
import { analyzeOutgrown } from './statistics';

const run = (text: string, values: readonly unknown[] = []) => sql.rows({ text, values });

async function known(table: string): Promise<number> {
  const text = 'SELECT reltuples::int AS rows FROM pg_class WHERE oid = $1::regclass';
  const [row] = await sql.rows<{ rows: number }>({ text, values: [table] });
  return row?.rows ?? 0;
}

beforeAll(async () => {
  await run('CREATE TABLE crowd (id int) WITH (autovacuum_enabled = off)');
  await run('ALTER TABLE users SET (autovacuum_enabled = off)');
});

const grow = (rows: number) => run('INSERT INTO crowd SELECT generate_series(1, $1::int)', [rows]);

/** Looks until PostgreSQL, which is told of new rows within a second or two, knows as many at least. */
const knownAs = (table: string, rows: number) =>
  vi.waitFor(
    async () => {
      await analyzeOutgrown();
      expect(await known(table)).toBeGreaterThanOrEqual(rows);
    },
    { timeout: 10_000, interval: 200 },
  );

it('looks at a table that became many times as large, and at no other', async () => {
  await grow(150);
  await new Promise((done) => setTimeout(done, 2500));
  await analyzeOutgrown();
  expect(await known('crowd')).toBe(-1);
  await grow(50);
  await knownAs('crowd', 200);
  await grow(700);
  await new Promise((done) => setTimeout(done, 2500));
  await analyzeOutgrown();
  expect(await known('crowd')).toBe(200);
  await grow(200);
  await knownAs('crowd', 1100);
  const [sent, ...more] = await statementsOf(analyzeOutgrown);
  expect([sent?.name, more]).toEqual(['database-outgrown-tables', []]);
});

async function fill({ tenantId }: ScimClient, count: number): Promise<void> {
  await run(
    `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
      SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n
      FROM configurations c, generate_series(1, $2::int) AS n WHERE c.tenant_id = $1`,
    [tenantId, count],
  );
}

it('in the midst of a first import a user is found by name without a walk through the others', async () => {
  const tenant = await connectedTenant();
  await fill(tenant, 2000);
  const sent = await statementsOf(() => tenant.send('GET /Users?filter=userName eq "u500"'));
  const lookUp = sent.find(({ name }) => name === 'users-by-userName');
  expect(lookUp).toBeDefined();
  const faults = async () => planFaults(await measuredPlan(lookUp as Statement), { rows: 100 });
  expect(await faults()).not.toEqual([]);
  await knownAs('users', 2000);
  expect(await faults()).toEqual([]);
});
