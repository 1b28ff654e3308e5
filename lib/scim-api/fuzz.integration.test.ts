import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { connectedTenant, group, type ScimClient, user } from '../../test/scim';
import { urns } from '../scim';

// No request makes a server error, a hang, or an answer that is no SCIM message. The seed of a failing run is
// printed; FC_SEED repeats it, FUZZ_RUNS sets how many requests are sent.
const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FUZZ_RUNS ?? 2000);

let acme: ScimClient;
let ids: readonly string[];

beforeAll(async () => {
  acme = await connectedTenant();
  const made: string[] = [];
  for (const name of ['ada', 'bea', 'cid']) {
    made.push(
      (await acme.send('POST /Users', user(name, { emails: [{ value: `${name}@x`, type: 'work' }] }))).body
        .id,
    );
  }
  made.push((await acme.send('POST /Groups', group('Crew', made))).body.id);
  ids = made;
});

const pick = fc.constantFrom;
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 30 }),
  pick(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '😀',
    '%',
    "'; DROP TABLE users; --",
    '__proto__',
    'constructor',
    'x'.repeat(10_000),
  ),
  pick('true', 'False', 'null', '2026-01-01T00:00:00Z', '9999-99-99T99:99:99Z', '-0', '1e400', '../../Users'),
);
const names = fc.oneof(
  pick(
    'userName',
    'displayName',
    'active',
    'name',
    'name.givenName',
    'emails',
    'emails.value',
    'members',
    'groups',
  ),
  pick(
    'id',
    'meta',
    'meta.created',
    'meta.version',
    'schemas',
    'externalId',
    'password',
    'x509Certificates',
    'manager',
  ),
  pick(
    urns.enterpriseUser,
    `${urns.enterpriseUser}:manager`,
    `${urns.user}:userName`,
    '__proto__',
    'constructor',
    'toString',
  ),
  nasty,
);
const filter = fc.oneof(
  fc
    .tuple(names, pick('eq', 'ne', 'co', 'gt', 'pr', 'xx'), nasty)
    .map(([name, op, value]) => `${name} ${op} ${JSON.stringify(value)}`),
  fc
    .tuple(names, pick('eq', 'lt'), pick('true', 'null', '9007199254740993', '-1e309', '"x', 'x'))
    .map((parts) => parts.join(' ')),
  fc.tuple(names, names, nasty).map(([name, sub, value]) => `${name}[${sub} eq ${JSON.stringify(value)}]`),
  fc.nat(60).map((depth) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`),
  nasty,
);
const path = fc.oneof(
  names,
  fc.tuple(names, filter).map(([name, inner]) => `${name}[${inner}]`),
  fc.tuple(names, filter, names).map(([name, inner, sub]) => `${name}[${inner}].${sub}`),
);
const number = fc.oneof(fc.integer(), pick(2 ** 53 + 2, -0, 1.5, 1e308, Number.MIN_VALUE));

/** Any JSON, with names that mean something and others; deep at times. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    nasty,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
})).value;

const deep = fc.nat(3000).map((depth) => {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { name: value };
  return value;
});

const withSchemas = (schemas: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value, schemas: [schemas] }
    : value;

const operation = fc.record(
  { op: fc.oneof(pick('add', 'Replace', 'remove'), nasty), path: fc.option(path), value: json },
  { requiredKeys: ['op'] },
);
const users = fc
  .dictionary(names, json, { maxKeys: 6 })
  .map((body) => ({ userName: 'fuzz', ...body, schemas: [urns.user] }));
const bodies = fc.oneof(
  json,
  deep,
  users,
  // Names that are taken.
  pick(user('ada'), user('BEA'), group('crew')),
  fc.dictionary(names, json).map((body) => ({ displayName: 'fuzz', ...body, schemas: [urns.group] })),
  fc.array(operation, { maxLength: 4 }).map((Operations) => ({ schemas: [urns.patchOp], Operations })),
  fc
    .dictionary(
      pick('filter', 'sortBy', 'cursor', 'count', 'startIndex', 'attributes'),
      fc.oneof(json, filter),
    )
    .map(withSchemas(urns.searchRequest)),
  fc
    .array(
      fc.record({
        method: pick('POST', 'PUT', 'PATCH', 'DELETE', 'GET'),
        bulkId: fc.oneof(pick('a', 'b'), nasty),
        path: fc.oneof(pick('/Users', '/Groups', '/Users/bulkId:a', '/Bulk'), nasty),
        data: fc.oneof(users, pick({ displayName: 'g', members: [{ value: 'bulkId:a' }] }), json),
      }),
      { maxLength: 4 },
    )
    .map((Operations) => ({ schemas: [urns.bulkRequest], Operations })),
);

const parameters = fc
  .array(
    fc.tuple(
      fc.oneof(
        pick(
          'filter',
          'count',
          'startIndex',
          'sortBy',
          'sortOrder',
          'cursor',
          'attributes',
          'excludedAttributes',
        ),
        nasty,
      ),
      fc.oneof(filter, names, number.map(String)),
    ),
    { maxLength: 3 },
  )
  .map((pairs) =>
    new URLSearchParams(pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])).toString(),
  );

const requests = fc.record({
  method: pick('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
  endpoint: fc.oneof(
    pick(
      '/Users',
      '/Groups',
      '/Users/.search',
      '/.search',
      '/Bulk',
      '/Me',
      '',
      '/Schemas',
      '/ResourceTypes',
      '/ServiceProviderConfig',
    ),
    fc
      .tuple(pick('/Users/', '/Groups/', '/Schemas/', '/'), nasty)
      .map(([base, id]) => base + encodeURIComponent(id.toWellFormed())),
    fc.tuple(pick('/Users/', '/Groups/'), fc.nat(3)).map(([base, i]) => base + ids[i]),
    pick('/Users/%', '/Users/%zz', '//Users', '/Users/../Groups', '/Users;x=1'),
  ),
  parameters,
  body: fc.oneof(
    { weight: 8, arbitrary: bodies.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: nasty },
    {
      weight: 1,
      arbitrary: pick(
        '{"userName":1e999,"schemas":[]}',
        '{"a":'.repeat(5000),
        '[[[[',
        '"\\ud800"',
        '\ufeff{}',
      ),
    },
  ),
  type: pick(
    'application/scim+json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/scim+json;x',
  ),
  match: fc.option(pick('*', 'W/"1"', '"x", W/"2"', 'nonsense', '')),
});

/** Endpoints that say that they are not offered. */
const notOffered = (endpoint: string, status: number) => status === 501 && endpoint.startsWith('/Me');

test(`${runs} random requests are all answered as SCIM answers (seed ${seed})`, {
  timeout: 900_000,
}, async () => {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, endpoint, parameters: query, body, type, match }) => {
      const bodiless = method === 'GET' || method === 'HEAD' || method === 'DELETE';
      const headers = {
        'Content-Type': type,
        ...(match !== null && { 'If-Match': match, 'If-None-Match': match }),
      };
      const began = performance.now();
      const raw = bodiless ? undefined : new TextEncoder().encode(body);
      const answer = await acme.send(`${method} ${endpoint}?${query}`, undefined, { headers, raw });
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(
        answer.status < 500 || notOffered(endpoint, answer.status),
        `${answer.status}: ${answer.text}`,
      ).toBe(true);
      if (answer.text !== '') expect(answer.headers.get('content-type')).toBe('application/scim+json');
      if (answer.status >= 400) {
        expect(answer.body).toMatchObject({ schemas: [urns.error], status: String(answer.status) });
        expect(answer.body.detail.length).toBeGreaterThan(10);
        expect(answer.body.detail.length).toBeLessThan(12_000);
      }
      expect(performance.now() - began).toBeLessThan(10_000);
    }),
    { seed, numRuns: runs },
  );
  // The requests reached what they aim at: some were carried out, and refused for many reasons.
  for (const status of [200, 201, 204, 400, 404, 405, 409, 415]) expect([...seen.keys()]).toContain(status);
});
