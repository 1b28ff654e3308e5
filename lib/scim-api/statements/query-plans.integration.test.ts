import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  genericPlan,
  measuredPlan,
  planFaults,
  planOf,
  settleTables,
  statementsOf,
} from '../../../test/query-plans';
import { connectedTenant, group, patchOp, type ScimClient, user } from '../../../test/scim';
import { type Statement, sql } from '../../database';
import { pool } from '../../database/client';

const size = 100_000;

interface Directory {
  readonly tenant: ScimClient;
  /** Users who are members of the large group, and one who is not. */
  readonly id: string;
  readonly other: string;
  readonly large: string;
  /** A page that is neither the first nor the last. */
  readonly cursor: string;
}

/** Every hot request: [what it is, request, body]. Those that write change little enough to be done again. */
const requests: readonly [string, (directory: Directory) => [string, unknown?]][] = [
  ['a user, read', ({ id }) => [`GET /Users/${id}`]],
  ['a user, looked up by userName', () => ['GET /Users?filter=userName eq "u500"']],
  ['a user, looked up in vain', () => ['GET /Users?filter=userName eq "nobody"']],
  ['a user, looked up by externalId', () => ['GET /Users?filter=externalId eq "x500"']],
  ['a user, looked up by id', ({ id }) => [`GET /Users?filter=id eq "${id}"`]],
  ['a user, created', () => ['POST /Users', user(`new${uuid()}`, { externalId: uuid() })]],
  ['a user, replaced', ({ other }) => [`PUT /Users/${other}`, user('other', { title: uuid() })]],
  [
    'a user, patched',
    ({ other }) => [`PATCH /Users/${other}`, patchOp({ op: 'replace', path: 'title', value: uuid() })],
  ],
  [
    'a user, deactivated',
    ({ other }) => [`PATCH /Users/${other}`, patchOp({ op: 'replace', path: 'active', value: false })],
  ],
  [
    'a user, reactivated',
    ({ other }) => [`PATCH /Users/${other}`, patchOp({ op: 'replace', path: 'active', value: true })],
  ],
  ['the first page by cursor', () => ['GET /Users?cursor=&count=100']],
  ['a page by cursor', ({ cursor }) => [`GET /Users?cursor=${cursor}&count=100`]],
  ['a group, read', ({ large }) => [`GET /Groups/${large}?excludedAttributes=members`]],
  ['a group, looked up', () => ['GET /Groups?filter=displayName eq "Large"&excludedAttributes=members']],
  [
    'a group, looked up by externalId',
    () => ['GET /Groups?filter=externalId eq "g1"&excludedAttributes=members'],
  ],
  ['a group, created', () => ['POST /Groups', group(`New ${uuid()}`)]],
  [
    'a member, added',
    ({ large, other }) => [
      `PATCH /Groups/${large}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: other }] }),
    ],
  ],
  [
    'a member, removed',
    ({ large, other }) => [
      `PATCH /Groups/${large}`,
      patchOp({ op: 'remove', path: `members[value eq "${other}"]` }),
    ],
  ],
];

/** Statements that count a whole list, which has to read it: in the index alone. */
const counts = new Set(['users-total']);
/** Statements whose LIMIT is a parameter: without its value the planner thinks of a tenth of the list. */
const pages = new Set(['users', 'users-after']);

async function fill(tenant: ScimClient, count: number): Promise<void> {
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, external_id, email, email_key)
      SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n, 'x' || n, 'u' || n, 'u' || n
      FROM generate_series(1, $2::int) n, configurations c WHERE c.tenant_id = $1`,
    values: [tenant.tenantId, count],
  });
}

async function fillGroup(tenant: ScimClient, role: string): Promise<void> {
  await sql.rows({
    text: `INSERT INTO memberships (tenant_id, role_id, user_id)
      SELECT tenant_id, $2, id FROM users WHERE tenant_id = $1 AND user_name NOT LIKE ALL ('{other,new%}') ON CONFLICT DO NOTHING`,
    values: [tenant.tenantId, role],
  });
}

async function directory(tenant: ScimClient): Promise<Directory> {
  const large: string = (await tenant.send('POST /Groups', group('Large', [], { externalId: 'g1' }))).body.id;
  const other: string = (await tenant.send('POST /Users', user('other'))).body.id;
  const id: string = (await tenant.send('POST /Users', user('member'))).body.id;
  const cursor: string = (await tenant.send('GET /Users?cursor=&count=1')).body.nextCursor;
  await fillGroup(tenant, large);
  return { tenant, id, other, large, cursor };
}

/** What is written now and then, behind the requests' back. */
const behind = new Set([
  'connection-key-used',
  'activity-hours',
  'activity-latest',
  'activity-exchanges',
  'rate-limit-settle',
  'rate-limit-open',
]);

async function carriedOut({ tenant, ...rest }: Directory, request: (typeof requests)[number][1]) {
  const sent = await statementsOf(async () => {
    const { status } = await tenant.send(...request({ tenant, ...rest }));
    expect(status).toBeLessThan(300);
  });
  return sent.filter(({ name = '' }) => !behind.has(name));
}

describe('with figures that are up to date', () => {
  let grown: Directory;

  beforeAll(async () => {
    const tenant = await connectedTenant();
    await fill(await connectedTenant(), size / 10);
    await fill(tenant, size);
    grown = await directory(tenant);
    await settleTables();
  }, 120_000);

  it.each(requests)('%s: by indexes, and few rows', async (_, request) => {
    const reads = request(grown)[0].startsWith('GET');
    for (const statement of await carriedOut(grown, request)) {
      const { name = '' } = statement;
      const limits = counts.has(name) || pages.has(name) ? { rows: 2 * size } : {};
      expect([name, planFaults(await genericPlan(statement), limits)]).toEqual([name, []]);
      if (reads && !counts.has(name))
        expect([name, planFaults(await measuredPlan(statement))]).toEqual([name, []]);
    }
  });

  it('a numbered page and its total are counted off in the index, in one pass', async () => {
    for (const startIndex of [2000, size - 2000]) {
      const [page, ...more] = await carriedOut(grown, () => [
        `GET /Users?startIndex=${startIndex}&count=100`,
      ]);
      expect(more).toEqual([]);
      const { nodes } = await measuredPlan(page as Statement);
      const read = nodes.filter(({ table, rows }) => table === 'users' && rows > 150);
      const inIndex = ['Index Only Scan', 'users_listed'];
      expect(read.map(({ type, index }) => [type, index])).toEqual([inIndex, inIndex]);
      const passed = read.reduce((sum, { rows }) => sum + rows, 0);
      expect(passed).toBeGreaterThan(size / 2);
      expect(passed).toBeLessThan(1.1 * size);
    }
  });
});

describe('with plans that were made while the tables were empty', () => {
  let sent: Map<string, Statement>;
  let client: pg.PoolClient;

  beforeAll(async () => {
    for (const table of ['users', 'roles', 'memberships', 'activities', 'api_keys'])
      await sql.rows({ text: `ALTER TABLE ${table} SET (autovacuum_enabled = false)`, values: [] });
    await sql.rows({ text: 'TRUNCATE users, memberships, roles, role_permissions CASCADE', values: [] });
    const grown = await directory(await connectedTenant());
    sent = new Map();
    for (const [, request] of requests)
      for (const statement of await carriedOut(grown, request)) sent.set(statement.name ?? '', statement);
    client = await pool().connect();
    for (const statement of sent.values()) await planForGood(client, statement);
    await fill(grown.tenant, size / 5);
    await fillGroup(grown.tenant, grown.large);
  }, 120_000);

  afterAll(() => client.release());

  it('every prepared statement goes on to read few rows', async () => {
    const faults = [];
    for (const [name, statement] of sent) {
      const limits = counts.has(name) ? { rows: size } : {};
      const plan = await undone(client, () => plannedBefore(client, statement));
      expect(plan.nodes.length).toBeGreaterThan(0);
      faults.push(...planFaults(plan, limits).map((fault) => `${name}: ${fault}`));
    }
    expect([...sent.keys()]).toContain('user-status');
    expect(faults).toEqual([]);
  });
});

/** Does something, where what has its id or name from the values of an earlier statement is not there yet, and undoes it. */
async function undone<Result>(client: pg.PoolClient, work: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    await client.query(`DELETE FROM activities`);
    await client.query(`DELETE FROM users WHERE user_name LIKE 'new%'`);
    await client.query(`DELETE FROM roles WHERE name LIKE 'New %'`);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Runs a statement until PostgreSQL keeps its plan, which it does when it is run for the sixth time. */
async function planForGood(client: pg.PoolClient, { name, text, values }: Statement): Promise<void> {
  for (let run = 0; run < 7; run++)
    await undone(client, () => client.query({ name, text, values: [...values] }));
  const known = 'SELECT generic_plans FROM pg_prepared_statements WHERE name = $1';
  const [prepared] = (await client.query<{ generic_plans: string }>(known, [name])).rows;
  expect(Number(prepared?.generic_plans), name).toBeGreaterThan(0);
}

/** Runs a statement by the plan that the connection has for it. */
async function plannedBefore(client: pg.PoolClient, { name, values }: Statement) {
  const literals = values.map((value) => (value === null ? 'NULL' : client.escapeLiteral(literal(value))));
  const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE "${name}"(${literals.join(', ')})`;
  return planOf((await client.query(explain)).rows);
}

function literal(value: unknown): string {
  return Array.isArray(value) ? `{${value.map((one) => `"${one}"`).join(',')}}` : String(value);
}
