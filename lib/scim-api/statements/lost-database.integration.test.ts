import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DatabaseLine } from '../../../test/database-line';
import { connectedTenant, errorBody, group, patchOp, user } from '../../../test/scim';
import { poolUse, sql } from '../../database';
import { env } from '../../env';

let line: DatabaseLine;
let tenant: Awaited<ReturnType<typeof connectedTenant>>;
let id: string;
let crew: string;

beforeAll(async () => {
  tenant = await connectedTenant();
  id = (await tenant.send('POST /Users', user('ada'))).body.id;
  crew = (await tenant.send('POST /Groups', group('Crew', [id]))).body.id;
  line = await DatabaseLine.open();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterAll(async () => {
  vi.restoreAllMocks();
  await line.close();
});

const requests: [string, () => [string, unknown?]][] = [
  ['a user, created', () => ['POST /Users', user('new')]],
  ['a user, read', () => [`GET /Users/${id}`]],
  ['users, listed', () => ['GET /Users']],
  ['a user, patched', () => [`PATCH /Users/${id}`, patchOp({ op: 'add', path: 'title', value: 'x' })]],
  ['a user, replaced', () => [`PUT /Users/${id}`, user('ada', { title: 'x' })]],
  ['a user, deleted', () => [`DELETE /Users/${id}`]],
  ['a group, read', () => [`GET /Groups/${crew}`]],
  ['a group, made with members', () => ['POST /Groups', group('New', [id])]],
  ['a group, deleted', () => [`DELETE /Groups/${crew}`]],
  ['discovery', () => ['GET /Schemas']],
  ['a request that is refused', () => ['POST /Users', {}]],
  [
    'a bulk request',
    () => [
      'POST /Bulk',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [{ method: 'DELETE', path: `/Users/${id}` }],
      },
    ],
  ],
];

it.each(requests)(
  '%s: 503 while the database is lost, and carried out once it is there',
  async (_, request) => {
    await line.cut();
    const { status, headers, body } = await tenant.send(...request());
    expect([status, body, headers.get('retry-after')]).toEqual([503, errorBody(503), '5']);
    expect(body.detail).not.toMatch(/ECONN|127\.0|sql/i);
    await line.mend();
    expect((await tenant.send(`GET /Users/${id}`)).status).toBe(200);
  },
);

it('a database that says nothing any more is 503 within the time that a statement has', async () => {
  expect((await tenant.send(`GET /Users/${id}`)).status).toBe(200);
  line.fallSilent();
  const { status } = await tenant.send(`GET /Users/${id}`);
  expect(status).toBe(503);
  const many = await Promise.all(Array.from({ length: 8 }, () => tenant.send(`GET /Users/${id}`)));
  expect(new Set(many.map((answer) => answer.status))).toEqual(new Set([503]));
  await line.mend();
  expect((await tenant.send(`GET /Users/${id}`)).status).toBe(200);
});

it('a silent database keeps nobody, also where more clients wait than there are connections', async () => {
  await line.mend();
  const clients = await Promise.all(Array.from({ length: 12 }, () => connectedTenant()));
  const asked = clients.flatMap((client, i) => [
    () => client.send('GET /Users'),
    () => client.send('POST /Users', user(`silent-${i}`)),
    () => client.send('GET /Groups'),
    () => client.send('POST /Groups', group(`Silent ${i}`, [])),
  ]);
  expect(asked.length).toBeGreaterThan(env().DATABASE_POOL);
  line.fallSilent();
  const begun = performance.now();
  let waiting = 0;
  const watch = setInterval(() => {
    waiting = Math.max(waiting, poolUse().waiting);
  }, 10);
  const answers = await Promise.all(asked.map((ask) => ask()));
  clearInterval(watch);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(waiting).toBeGreaterThan(0);
  // Each waits for a connection once and for an answer once, 500 ms each, however many wait beside it.
  expect(performance.now() - begun).toBeLessThan(2500);

  await line.mend();
  await vi.waitFor(async () => {
    const after = await Promise.all(clients.map((client) => client.send('GET /Users')));
    expect(after.map(({ status }) => status)).toEqual(clients.map(() => 200));
  });
  expect(poolUse().waiting).toBe(0);
});

it('the rest of a bulk request is not tried once the database is lost', async () => {
  const operations = Array.from({ length: 5 }, (_, i) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `${i}`,
    data: user(`bulk-${i}`),
  }));
  let made = 0;
  const { rows } = sql;
  const counted = vi.spyOn(sql, 'rows').mockImplementation(async (statement) => {
    const result = await rows(statement);
    if (statement.name === 'user-insert') made += 1;
    if (made === 2) await line.cut();
    return result as never;
  });
  const { status, body } = await tenant.send('POST /Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: operations,
  });
  counted.mockRestore();
  await line.mend();
  expect(status).toBe(200);
  expect(body.Operations.map((one: { status: string }) => one.status)).toEqual([
    '201',
    '201',
    '503',
    '503',
    '503',
  ]);
  expect(body.Operations[4].response).toEqual(errorBody(503));
  const { body: found } = await tenant.send('GET /Users?filter=userName sw "bulk-"');
  expect(found.totalResults).toBe(2);
});
