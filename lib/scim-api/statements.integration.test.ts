import pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { connectedTenant, group, patchOp, user } from '../../test/scim';
import { flushKeyUse } from '../connection';
import { sql } from '../database';

afterEach(() => {
  vi.restoreAllMocks();
});

type Tenant = Awaited<ReturnType<typeof connectedTenant>>;
type Prepared = Tenant & { readonly id: string; readonly other: string; readonly crew: string };

/**
 * What a request costs, in statements that travel to PostgreSQL: the key's check is one, BEGIN and COMMIT are one
 * each. These numbers are the price list of the SCIM service; a change of one is a decision.
 */
const prices: readonly [string, number, (tenant: Prepared) => [string, unknown?]][] = [
  ['a user, created', 2, () => ['POST /Users', user('new')]],
  ['a user, read', 2, ({ id }) => [`GET /Users/${id}`]],
  ['a user, looked up', 2, () => ['GET /Users?filter=userName eq "ada"']],
  ['a user, looked up in vain', 2, () => ['GET /Users?filter=userName eq "nobody"']],
  ['users, the only page', 2, () => ['GET /Users?startIndex=1&count=100']],
  ['users, one page of several', 3, () => ['GET /Users?startIndex=1&count=1']],
  ['users, counted', 2, () => ['GET /Users?count=0']],
  ['a user, replaced', 3, ({ id }) => [`PUT /Users/${id}`, user('ada', { title: 'x' })]],
  ['a user, replaced by the same', 2, ({ id }) => [`PUT /Users/${id}`, user('ada')]],
  [
    'a user, patched',
    3,
    ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'title', value: 'x' })],
  ],
  [
    'a user, deactivated',
    3,
    ({ id }) => [`PATCH /Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })],
  ],
  ['a user, deleted', 3, ({ id }) => [`DELETE /Users/${id}`]],
  ['a group, created', 5, () => ['POST /Groups', group('New')]],
  ['a group, created with members', 7, ({ id }) => ['POST /Groups', group('New', [id])]],
  ['a group, read', 2, ({ crew }) => [`GET /Groups/${crew}`]],
  ['a group, looked up', 2, () => ['GET /Groups?filter=displayName eq "Crew"&excludedAttributes=members']],
  [
    'a group, renamed',
    5,
    ({ crew }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'replace', path: 'displayName', value: 'x' })],
  ],
  [
    'a group, one member added',
    7,
    ({ crew, other }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: other }] }),
    ],
  ],
  [
    'a group, a member added who is one',
    5,
    ({ crew, id }) => [
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
    ],
  ],
  [
    'a group, one member removed',
    7,
    ({ crew, id }) => [`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })],
  ],
  ['a group, its members replaced', 10, ({ crew, other }) => [`PUT /Groups/${crew}`, group('Crew', [other])]],
  ['a group, deleted', 5, ({ crew }) => [`DELETE /Groups/${crew}`]],
  ['a resource that is not there', 2, () => ['GET /Users/3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11']],
  ['an id that is no UUID', 1, () => ['GET /Users/42']],
  ['discovery', 1, () => ['GET /Schemas']],
  ['a request that is refused and recorded', 2, () => ['POST /Users', {}]],
];

it.each(prices)('%s: %i statements', async (_, price, request) => {
  const tenant = await connectedTenant();
  const id: string = (await tenant.send('POST /Users', user('ada'))).body.id;
  const other: string = (await tenant.send('POST /Users', user('bob'))).body.id;
  const crew: string = (await tenant.send('POST /Groups', group('Crew', [id]))).body.id;
  await flushKeyUse();
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const answer = await tenant.send(...request({ ...tenant, id, other, crew }));
  const sent = query.mock.calls.map(([statement]) => statement as unknown);
  expect(answer.status).not.toBe(500);
  expect(sent.map(nameOf)).toHaveLength(price);
});

it('a request with a key that can be none: no statement', async () => {
  const tenant = await connectedTenant();
  await flushKeyUse();
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
    let rows = 0;
    const real = pg.Client.prototype.query;
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...given: unknown[]
    ) {
      const result: unknown = Reflect.apply(real, this, given);
      // The statements of a transaction; the pool, which checks the key, hands over a callback.
      if (result instanceof Promise) result.then((answer: pg.QueryResult) => (rows += answer.rows.length));
      return result;
    });
    await tenant.send(
      `PATCH /Groups/${crew}`,
      patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
    );
    await tenant.send(`PATCH /Groups/${crew}`, patchOp({ op: 'remove', path: `members[value eq "${id}"]` }));
    // Each PATCH: the group that is held, the member, and the group's new version.
    expect(rows).toBe(6);
  },
);

/** What a statement is called, for the message of a test that fails. */
function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { name, text } = statement as { name?: string; text?: string };
  return name ?? text?.slice(0, 60) ?? '';
}
