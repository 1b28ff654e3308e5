import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../../../test/accounts';
import { acting, connectOkta, letIn, makeRole, makeTenant, type TestTenant } from '../../../test/people';
import {
  faultsOf,
  measuredPlan,
  type PlanLimits,
  settleTables,
  statementsOf,
} from '../../../test/query-plans';
import {
  type ActivityQuery,
  type Area,
  actions,
  entryOf,
  exchangeOf,
  latestRequests,
  listActivity,
  readActivity,
  syncFacts,
  syncHours,
} from '../../activity';
import { lookedAt } from '../../activity/entries/ranges';
import { actorKinds, outcomes } from '../../activity/records/record';
import { sessionUser } from '../../auth';
import { accountsNamed } from '../../auth/sign-in/accounts';
import { configurationOf } from '../../connection';
import { type Statement, sql } from '../../database';
import { findActivity } from './activity/found-activity';
import { actingPeople } from './administrators';
import { clientOf } from './client';
import { listCounts } from './count';
import { roleMembers } from './roles/member-list';
import { type PlannedChange, roleEffects } from './roles/role-effects';
import { listRoles } from './roles/role-list';
import { rolePage } from './roles/role-page';
import { createUser } from './users/local-users';
import { listUsers, type UserListQuery } from './users/user-list';
import { userPage } from './users/user-page';

const size = 100_000;
/** The kinds of entries that there are, by who acted, how it ended and what it was. */
const kinds = actorKinds.length * outcomes.length * actions.length;

/**
 * One of ten is deactivated, one of a hundred removed; two of a thousand are local, as nobody removed is. Ids begin with
 * `first`: where one tenant's are all before the other's, no index of all tenants' ids helps.
 */
async function fillUsers(
  tenantId: string,
  configurationId: string,
  count: number,
  first: string,
): Promise<void> {
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, active, deleted_at,
        display_name, given_name, family_name, email, email_key)
      SELECT overlay(gen_random_uuid()::text PLACING $4 FROM 1)::uuid, $1, CASE WHEN n % 500 <> 3 THEN $2::uuid END, name, name, n % 10 <> 1,
        CASE WHEN n % 100 = 1 THEN now() END, 'Given' || n % 70 || ' Family' || n % 900, 'Given' || n % 70,
        'Family' || n % 900, mail, mail
      FROM (SELECT n, 'user' || n AS name, CASE WHEN n % 2 = 0 THEN 'user' || n ELSE 'mail' || n END AS mail
        FROM generate_series(1, $3::int) AS n) AS numbered`,
    values: [tenantId, configurationId, count, first],
  });
}

async function fillRole(tenantId: string, roleId: string, count: number): Promise<void> {
  await sql.rows({
    text: `INSERT INTO memberships (tenant_id, role_id, user_id)
      SELECT $1, $2, id FROM users WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT $3`,
    values: [tenantId, roleId, count],
  });
}

/**
 * Nearly all of one kind by the identity provider, about few subjects, so that each has much. The rest are old: of
 * every action, by everybody, and each person's few among the many of another one.
 */
async function fillActivity(
  tenantId: string,
  subjects: readonly string[],
  people: readonly string[],
  after = 0,
): Promise<void> {
  await sql.rows({
    text: `INSERT INTO activities (id, tenant_id, actor, actor_id, action, subject, subject_id, outcome)
      SELECT (left(lpad(to_hex(n + $5::int), 12, '0'), 8) || '-' || right(lpad(to_hex(n + $5::int), 12, '0'), 4) || '-7000-8000-'
          || right(gen_random_uuid()::text, 12))::uuid, $1, actor,
        CASE WHEN actor = 'user' THEN ($6::uuid[])[CASE WHEN n < 400 THEN 1 ELSE 2 END] END,
        CASE WHEN n < 400 THEN ($7::text[])[1 + n / 8 % cardinality($7::text[])] ELSE 'user.updated' END, 'user',
        ($2::uuid[])[1 + n % 3], CASE WHEN n < 400 AND n % 8 < 4 THEN 'refused' ELSE 'done' END
      FROM (SELECT n, CASE WHEN n < 400 THEN ($3::text[])[1 + n % 4] WHEN n % 20 = 0 THEN 'user'
        ELSE 'identity-provider' END AS actor FROM generate_series(1, $4::int) AS n) AS numbered`,
    values: [tenantId, subjects, [...actorKinds], size, after, people, [...actions]],
  });
}

/** Three months of hours, and as many requests and exchanges as are kept of a busy tenant. */
async function fillRequests(tenantId: string, configurationId: string): Promise<void> {
  await sql.rows({
    text: `INSERT INTO request_hours (tenant_id, configuration_id, hour, requests, changes, refused)
      SELECT $1, $2, date_trunc('hour', now()) - n * interval '1 hour', n, 1, 1 FROM generate_series(0, 2159) AS n`,
    values: [tenantId, configurationId],
  });
  await sql.rows({
    text: `INSERT INTO latest_requests (id, tenant_id, at, method, path, status)
      SELECT gen_random_uuid(), $1, now(), 'GET', '/scim/v2/Users', 200 FROM generate_series(1, 70)`,
    values: [tenantId],
  });
  await sql.rows({
    text: `INSERT INTO exchanges (id, tenant_id, at, method, path, status, duration_us)
      SELECT gen_random_uuid(), $1, now(), 'POST', '/scim/v2/Users', 201, 1 FROM generate_series(1, 20000)`,
    values: [tenantId],
  });
}

/** A look-up: roles, of which a tenant has a thousand here, may be read all. */
const few: PlanLimits = { rows: 1100, blocks: 200 };

interface Grown extends TestTenant {
  readonly configurationId: string;
  readonly subjects: readonly string[];
  readonly people: readonly string[];
  readonly large: string;
  readonly small: string;
  readonly user: string;
}
let grown: Grown;

beforeAll(async () => {
  const [tenant, other] = [await makeTenant('Large'), await makeTenant('Other')];
  await fillUsers(other.tenantId, await connectOkta(other.tenantId), size / 5, '00');
  const configurationId = await connectOkta(tenant.tenantId);
  await fillUsers(tenant.tenantId, configurationId, size, 'ff');
  for (const [{ tenantId }, id] of [
    [tenant, configurationId],
    [other, uuid()],
  ] as const)
    await fillRequests(tenantId, id);
  const { tenantId } = tenant;
  const large = await makeRole(tenantId, { name: 'Large', permissions: ['users.view'] });
  const small = await makeRole(tenantId, { name: 'Small' });
  await fillRole(tenantId, large, size / 5);
  await fillRole(tenantId, small, 1000);
  await sql.rows({
    text: `INSERT INTO roles (id, tenant_id, name, name_key)
      SELECT gen_random_uuid(), $1, 'role ' || n, 'role ' || n FROM generate_series(1, 1000) AS n`,
    values: [tenantId],
  });
  const [user] = await sql.rows<{ id: string }>({
    text: `SELECT id FROM users WHERE tenant_id = $1 AND user_name = 'user7'`,
    values: [tenantId],
  });
  const subjects = [uuid(), uuid(), uuid()];
  const people = [uuid(), uuid()];
  await fillActivity(tenantId, subjects, people);
  await fillActivity(other.tenantId, subjects, people, size);
  await settleTables();
  grown = { ...tenant, configurationId, subjects, people, large, small, user: user?.id ?? '' };
}, 120_000);

/** What a page may look at: as many rows as a count in a list reaches to, and some of other tenants or statuses. */
const usual: PlanLimits = { rows: 1.3 * listCounts, blocks: 60_000 };

async function faultsIn(work: () => Promise<unknown>, limits = usual): Promise<string[]> {
  const statements = await statementsOf(work);
  expect(statements.length).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const statement of statements) faults.push(...(await faultsOf(statement, limits)));
  return faults;
}

const statuses = [undefined, 'active', 'deactivated', 'removed'] as const;
const origins = [undefined, 'local', 'provisioned'] as const;
const filters = statuses.flatMap((status) => origins.map((origin) => ({ status, origin })));

describe('users', () => {
  const searches = [undefined, 'u', 'user77', 'given7', 'family899', 'mail99', 'nobody'];
  const queries = [
    ...filters.flatMap((filter) => searches.map((search) => ({ ...filter, search }))),
    ...filters.map((filter) => ({ ...filter, page: 200 })),
  ];

  it.each(queries.map((query): [string, UserListQuery] => [JSON.stringify(query), query]))(
    'the list %s reads what it shows and counts',
    async (_, query) => {
      expect(await faultsIn(() => listUsers(grown.tenantId, query))).toEqual([]);
    },
  );

  it('a page of a user reads their rows alone', async () => {
    expect(await faultsIn(() => userPage(grown.admin, grown.user), few)).toEqual([]);
  });

  it('a new user is compared with those of the same names', async () => {
    const made = () => createUser(grown.admin, { userName: uuid(), email: `${uuid()}@acme.test` });
    const sent = (await statementsOf(made)).filter(({ text }) => text.startsWith('SELECT'));
    for (const statement of sent) expect(await faultsOf(statement, { rows: 10, blocks: 50 })).toEqual([]);
  });
});

describe('roles', () => {
  it.each([
    {},
    { search: 'role 77' },
    { origin: 'local' as const },
    { gives: 'nothing' as const },
    { page: 20 },
  ])('the list %o counts members up to a bound', async (query) => {
    expect(await faultsIn(() => listRoles(grown.tenantId, query))).toEqual([]);
  });

  const searches = [undefined, 'u', 'family899', 'nobody'];

  it.each(searches)('members, searched for %o, are read from an index in a role of many', async (search) => {
    const { tenantId, large } = grown;
    const limits = { rows: size / 5 + 1, blocks: 60_000 };
    const work = () => roleMembers(tenantId, large, { size: 20, search });
    expect(await faultsIn(work, limits)).toEqual([]);
    // Its count reads them all, up to a bound; what shows a page does not.
    const [, page] = await statementsOf(work);
    expect(await faultsOf(page as Statement, usual)).toEqual([]);
  });

  it('the pages behind the first read no more than they show', async () => {
    const { tenantId, large } = grown;
    const first = await roleMembers(tenantId, large, { size: 20 });
    const second = () => roleMembers(tenantId, large, { size: 20, after: first.next ?? '' });
    const [, page] = await statementsOf(second);
    expect(await faultsOf(page as Statement, { rows: 50, blocks: 200 })).toEqual([]);
    expect((await second()).members).toHaveLength(20);
  });

  it.each(searches)('members, searched for %o, are sorted in a role of few', async (search) => {
    // A plan for any role thinks of one that is larger.
    const few = { rows: 6000, blocks: 10_000 };
    const { tenantId, small } = grown;
    const { next } = await roleMembers(tenantId, small, { size: 20, search });
    for (const after of [undefined, next ?? undefined])
      expect(await faultsIn(() => roleMembers(tenantId, small, { size: 20, search, after }), few)).toEqual(
        [],
      );
  });

  // As many people as are counted, each looked up with what others of their roles give.
  const counted: PlanLimits = { rows: 2.2 * listCounts, blocks: 300_000 };

  const planned: readonly [string, PlannedChange][] = [
    ['all of whom gain', { change: 'permissions', permissions: ['users.view', 'activity.view'] }],
    ['all of whom lose', { change: 'delete' }],
  ];

  it.each(planned)(
    'of a role of many, %s, those who are shown and counted are looked at',
    async (_, change) => {
      const work = () => roleEffects(grown.admin, grown.large, change);
      expect(await faultsIn(work, counted)).toEqual([]);
      for (const statement of await statementsOf(work)) {
        const { nodes } = await measuredPlan(statement);
        const most = statement.text.includes('LIMIT $8') ? 100 : 1.2 * listCounts;
        expect(nodes.filter(({ table, rows }) => table === 'users' && rows > most)).toEqual([]);
      }
      const found = await work();
      const most = change.change === 'delete' ? found.loses : found.gains;
      expect(most.people).toEqual({ count: listCounts, more: true });
    },
  );

  it('a planned change of a role of many who lose nothing by it looks at each of them once', async () => {
    const { tenantId, admin, large } = grown;
    const cover = await makeRole(tenantId, { permissions: ['users.view'] });
    await sql.rows({
      text: `INSERT INTO memberships (tenant_id, role_id, user_id)
        SELECT tenant_id, $2, user_id FROM memberships WHERE role_id = $1`,
      values: [large, cover],
    });
    await settleTables();
    const all: PlanLimits = { rows: 2.1 * (size / 5), blocks: 600_000 };
    expect(await faultsIn(() => roleEffects(admin, large, { change: 'delete' }), all)).toEqual([]);
    expect(await roleEffects(admin, large, { change: 'delete' })).toMatchObject({
      loses: { people: { count: 0, more: false } },
      people: [],
      next: null,
    });
  });

  it('a page of a role reads the index of its members', async () => {
    const [statement] = await statementsOf(() => rolePage(grown.tenantId, grown.large));
    const { nodes } = await measuredPlan(statement as Statement);
    const read = nodes.filter(({ rows }) => rows > 1000);
    expect(read.filter(({ table }) => table).map(({ type }) => type)).toEqual(['Index Only Scan']);
  });
});

describe('sync health', () => {
  // A plan for any client thinks of ranges that are longer than what is read of them.
  const shown = { rows: 2200, blocks: 300 };

  it.each([0, Date.now()])('reads a bounded number of entries, since %i', async (since) => {
    const configuration = { id: grown.configurationId, connectedAt: new Date(since) };
    for (const now of [new Date(), new Date(86_401_000)])
      expect(await faultsIn(() => syncFacts(grown.tenantId, configuration, now), shown)).toEqual([]);
  });

  it('reads the hours and requests that it shows', async () => {
    for (const hours of [24, 168] as const)
      expect(await faultsIn(() => syncHours(grown.tenantId, { hours }), shown)).toEqual([]);
    expect(await faultsIn(() => latestRequests(grown.tenantId), few)).toEqual([]);
    expect(await faultsIn(() => exchangeOf(grown.tenantId, uuid()), few)).toEqual([]);
  });
});

describe('activity', () => {
  const old = '00000000-8000-7000-8000-000000000000';
  const bounds: readonly ActivityQuery[] = [
    {},
    { before: old },
    { from: '1970-01-01T00:00:20Z' },
    { after: old },
  ];
  const some: readonly (Area | undefined)[] = [undefined, 'users-changed', 'configuration'];
  const queries = [undefined, ...actorKinds].flatMap((actor) =>
    [undefined, ...outcomes].flatMap((outcome) =>
      some.flatMap((area) =>
        [false, true].map((of): [string, ActivityQuery, boolean] => [
          `${actor ?? 'anybody'}, ${outcome ?? 'anyhow'}, ${area ?? 'anything'}${of ? ', of one subject' : ''}`,
          { actor, outcome, area },
          of,
        ]),
      ),
    ),
  );
  /** A page of each kind of entry that there is, and the leaps from one kind to the next. */
  const ranges: PlanLimits = { rows: kinds * 52, blocks: 12_000 };

  it.each(queries)('%s: no entry is read that does not fit', async (_, query, of) => {
    const subject = of ? grown.subjects[0] : undefined;
    for (const bound of bounds) {
      const work = () => listActivity(grown.tenantId, { ...query, ...bound, subject });
      expect([bound, await faultsIn(work, ranges)]).toEqual([bound, []]);
    }
  });

  it.each([0, 1])('of a person: no entry is read that does not fit', async (which) => {
    const person = grown.people[which];
    for (const bound of bounds)
      for (const more of [{}, { area: 'configuration' as const }, { outcome: 'refused' as const }])
        expect(
          await faultsIn(() => listActivity(grown.tenantId, { person, ...more, ...bound }), ranges),
        ).toEqual([]);
  });

  it('of a person about one subject: a bounded number of entries is looked at', async () => {
    const [subject, person] = [grown.subjects[0], grown.people[0]];
    const work = () => listActivity(grown.tenantId, { subject, person });
    expect(await faultsIn(work, { rows: 2 * kinds * lookedAt, blocks: 20_000 })).toEqual([]);
    const { nodes } = await measuredPlan((await statementsOf(work))[0] as Statement);
    expect(Math.max(...nodes.map(({ rows }) => rows))).toBeLessThan(2 * lookedAt);
  });

  it('of many subjects, as a search finds them', async () => {
    const subjects = [...grown.subjects, ...Array.from({ length: 97 }, () => uuid())];
    for (const actions of [undefined, ['tenant.created']])
      expect(
        await faultsIn(() => readActivity(grown.tenantId, { subjects, actions }, 50), {
          rows: 3 * kinds * 52,
          blocks: 40_000,
        }),
      ).toEqual([]);
  });
});

describe('found activity', () => {
  const ranges: PlanLimits = { rows: 3 * kinds * 52, blocks: 80_000 };

  it.each(['u', 'user77', 'given7 family7', 'mail99', 'role 77', 'nobody', uuid()])(
    'a search for %s resolves names, and then reads what fits',
    async (search) => {
      for (const query of [{ search }, { search, area: 'members' as const, outcome: 'done' as const }])
        expect(await faultsIn(() => findActivity(grown.tenantId, query), ranges)).toEqual([]);
    },
  );

  it('who may be filtered by is looked up in roles that manage something', async () => {
    expect(await faultsIn(() => actingPeople(grown.tenantId, grown.user), few)).toEqual([]);
  });

  it('an entry, and what belongs to it', async () => {
    const [entry] = (await listActivity(grown.tenantId, { subject: grown.subjects[0] })).entries;
    const work = () => entryOf(grown.tenantId, entry?.id ?? '');
    expect(await faultsIn(work, { rows: kinds * 12, blocks: 20_000 })).toEqual([]);
  });
});

describe('everywhere', () => {
  it('a session, an account and the client are looked up', async () => {
    const { admin, tenantId } = grown;
    await letIn(admin.id);
    const [session] = await sql.rows<{ id: string }>({
      text: 'SELECT id FROM sessions WHERE user_id = $1',
      values: [admin.id],
    });
    expect(await faultsIn(() => sessionUser(session?.id ?? ''), few)).toEqual([]);
    expect(await faultsIn(() => accountsNamed('user7'), few)).toEqual([]);
    expect(await faultsIn(() => accountsNamed('mail9'), few)).toEqual([]);
    expect(await faultsIn(() => clientOf(tenantId), few)).toEqual([]);
    expect((await acting(tenantId, admin.id)).permissions.size).toBeGreaterThan(0);
  });

  it('the connection counts in indexes alone', async () => {
    const statements = await statementsOf(() => configurationOf(grown.tenantId));
    for (const statement of statements) {
      const { nodes } = await measuredPlan(statement);
      const read = nodes.filter(({ table, rows }) => table && rows > 2000);
      expect(read.filter(({ type }) => type !== 'Index Only Scan')).toEqual([]);
    }
  });
});

describe('whom an address names', () => {
  const address = 'ada@acme.test';

  /** A client that has removed and made thousands of one name, and given thousands one address. */
  async function crowdOf(named: string): Promise<void> {
    const { tenantId } = await makeTenant('Crowd');
    await sql.rows({
      text: `INSERT INTO users (id, tenant_id, user_name, user_name_key, email, email_key, active, deleted_at)
        SELECT gen_random_uuid(), $1, name, name, $2, $2, n % 3 > 0, CASE WHEN n % 2 = 0 THEN now() END
        FROM (SELECT n, CASE WHEN n % 2 = 0 THEN $2 ELSE 'crowd' || n END AS name
          FROM generate_series(1, 20000) AS n) AS numbered`,
      values: [tenantId, named],
    });
  }

  it('is found among few rows, whatever another client has of it', async () => {
    const { tenantId } = await makeTenant('Lone');
    const lone = await addUser(tenantId, { userName: address, email: address });
    await crowdOf(address);
    await settleTables();
    expect(await faultsIn(() => accountsNamed(address), { rows: 100, blocks: 100 })).toEqual([]);
    const found = await accountsNamed(address);
    expect(found).toHaveLength(8);
    expect(found[0]?.id).toBe(lone);
    expect(found.every(({ active }) => active)).toBe(true);
  });
});
