import pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { connectedTenant, group, patchOp, user } from '../../../test/scim';
import { flushRequests } from '../../activity';
import { changeBreaker, flushKeyUse, flushStrayKeys } from '../../connection';
import { sql, transaction } from '../../database';
import { settleRequests } from '../../rate-limit';

afterEach(() => {
  vi.restoreAllMocks();
});

type Tenant = Awaited<ReturnType<typeof connectedTenant>>;
type Prepared = Tenant & { readonly id: string; readonly other: string; readonly crew: string };

/**
 * What a request costs whose key was seen before, in statements that travel to PostgreSQL: BEGIN and COMMIT are one
 * each, and so is the key's check where it is not part of another. These numbers are the price list of the SCIM
 * service; a change of one is a decision.
 */
const prices: readonly [string, number, (tenant: Prepared) => [string, unknown?]][] = [
  ['a user, created', 1, () => ['POST /Users', user('new')]],
  ['a user, read', 1, ({ id }) => [`GET /Users/${id}`]],
  ['a user, looked up', 1, () => ['GET /Users?filter=userName eq "ada"']],
  ['a user, looked up in vain', 1, () => ['GET /Users?filter=userName eq "nobody"']],
  ['users, the only page', 1, () => ['GET /Users?startIndex=1&count=100']],
  ['users, one page of several', 2, () => ['GET /Users?startIndex=1&count=1']],
  ['users, counted', 1, () => ['GET /Users?count=0']],
  ['a user, replaced', 1, ({ id }) => [`PUT /Users/${id}`, user('ada', { title: 'x' })]],
  ['a user, replaced by the same', 1, ({ id }) => [`PUT /Users/${id}`, user('ada')]],
  [
    'a user, patched',
    2,
    ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'x' })],
  ],
  [
    'a user, deactivated',
    1,
    ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })],
  ],
  ['a user, deleted', 2, ({ id }) => [`DELETE /Users/${id}`]],
  ['a group, created', 1, () => ['POST /Groups', group('New')]],
  ['a group, created with members', 5, ({ id }) => ['POST /Groups', group('New', [id])]],
  ['a group, read', 1, ({ crew }) => [`GET /Groups/${crew}`]],
  ['a group, looked up', 1, () => ['GET /Groups?filter=displayName eq "Crew"&excludedAttributes=members']],
  [
    'a group, renamed',
    5,
    ({ crew }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'replace', path: 'displayName', value: 'x' })],
  ],
  [
    'a group, one member added',
    1,
    ({ crew, other }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: other }] }),
    ],
  ],
  [
    'a group, a member added who is one',
    1,
    ({ crew, id }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
    ],
  ],
  [
    'a group, one member removed',
    1,
    ({ crew, id }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })],
  ],
  ['a group, its members replaced', 7, ({ crew, other }) => [`PUT /Groups/${crew}`, group('Crew', [other])]],
  ['a group, deleted', 5, ({ crew }) => [`DELETE /Groups/${crew}`]],
  ['a resource that is not there', 1, () => ['GET /Users/3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11']],
  ['an id that is no UUID', 1, () => ['GET /Users/42']],
  ['discovery', 1, () => ['GET /Schemas']],
  ['a request that is refused and recorded', 2, () => ['POST /Users', {}]],
];

it.each(prices)('%s: %i statements', async (_, price, request) => {
  const tenant = await connectedTenant();
  const id: string = (await tenant.send('POST /Users', user('ada'))).body.id;
  const other: string = (await tenant.send('POST /Users', user('bob'))).body.id;
  const crew: string = (await tenant.send('POST /Groups', group('Crew', [id]))).body.id;
  await flushNoted();
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await tenant.send(...request({ ...tenant, id, other, crew }));
  const sent = query.mock.calls.map(([statement]) => statement as unknown);
  expect(answer.status).not.toBe(500);
  expect(sent.map(nameOf)).toHaveLength(price);
});

/** What differs where a circuit breaker is on: it is asked by one statement more, and by ends of access alone. */
const guardedPrices = prices
  .filter(([what]) => /^a user, (created|read|looked up|replaced|patched|deactivated|deleted)$/.test(what))
  .map(
    ([what, price, request]) => [what, what === 'a user, deactivated' ? price + 1 : price, request] as const,
  );

it.each(guardedPrices)('%s, with a circuit breaker: %i statements', async (_, price, request) => {
  const tenant = await connectedTenant();
  const id: string = (await tenant.send('POST /Users', user('ada'))).body.id;
  await changeBreaker({ on: true }, { tenantId: tenant.tenantId, actor: { kind: 'operator' } });
  await flushNoted();
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await tenant.send(...request({ ...tenant, id, other: id, crew: id }));
  const sent = query.mock.calls.map(([statement]) => statement as unknown);
  expect(answer.status).toBeLessThan(300);
  expect(sent.map(nameOf)).toHaveLength(price);
});

it('a request with a key that can be none: no statement', async () => {
  const tenant = await connectedTenant();
  await flushNoted();
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await tenant.send('GET /Users', undefined, { headers: { Authorization: 'Bearer none' } });
  expect(query).not.toHaveBeenCalled();
});

it.each([10, 2000])(
  'PATCH of a group with %i members reads none of them (RFC 7644 §3.5.2)',
  async (members) => {
    const tenant = await connectedTenant();
    const ids: string[] = [];
    const bulk = `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key)
    SELECT gen_random_uuid(), c.tenant_id, c.id, 'u' || n, 'u' || n FROM generate_series(1, $2) n, configurations c
    WHERE c.tenant_id = $1 RETURNING id`;
    for (const row of await sql.rows<{ id: string }>({ text: bulk, values: [tenant.tenantId, members] }))
      ids.push(row.id);
    const crew = (await tenant.send('POST /Groups', group('Crew', ids))).body.id;
    const id = (await tenant.send('POST /Users', user('ada'))).body.id;
    await flushNoted();
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await tenant.send(
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
    );
    await tenant.send(`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` }));
    const sent = query.mock.calls.map(([statement]) => statement as unknown as pg.QueryConfig);
    query.mockRestore();
    expect(sent.map(nameOf)).toEqual(['members-add', 'members-remove']);
    for (const rows of await rowsRead(sent)) expect(rows).toBeLessThan(10);
  },
);

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

/** How many rows of `memberships` each statement reads to do its work: all is done again, and rolled back. */
async function rowsRead(statements: readonly pg.QueryConfig[]): Promise<number[]> {
  const undone = new Error('undone');
  const rows: number[] = [];
  await transaction(async (tx) => {
    // An entry has its id from the statement, which can be there once.
    await tx.rows({ text: 'DELETE FROM activities', values: [] });
    for (const { text, values = [] } of statements) {
      const explain = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
      const [row] = await tx.rows<{ 'QUERY PLAN': { Plan: Plan }[] }>({ text: explain, values });
      rows.push((row?.['QUERY PLAN'] ?? []).reduce((sum, { Plan }) => sum + membershipsIn(Plan), 0));
    }
    throw undone;
  }).catch((error) => {
    if (error !== undone) throw error;
  });
  return rows;
}

function membershipsIn(plan: Plan): number {
  const own = plan['Relation Name'] === 'memberships' ? plan['Actual Rows'] : 0;
  return (plan.Plans ?? []).reduce((sum, inner) => sum + membershipsIn(inner), own);
}

/** What the requests before left to be written behind their backs. */
async function flushNoted(): Promise<void> {
  await flushKeyUse();
  await flushStrayKeys();
  await flushRequests();
  await settleRequests();
}

/** What a statement is called, for the message of a test that fails. */
function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { name, text } = statement as { name?: string; text?: string };
  return name ?? text?.slice(0, 60) ?? '';
}
