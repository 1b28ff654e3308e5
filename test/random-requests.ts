import fc from 'fast-check';
import { urns } from '../lib/scim';
import { group, user } from './scim';

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

/** Whatever can be sent, to any endpoint, and to the resources whose ids are given. */
const anything = (ids: () => readonly string[]) =>
  fc.record({
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
      fc.tuple(pick('/Users/', '/Groups/'), fc.nat(3)).map(([base, i]) => base + ids()[i]),
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

/** What is right, or right but for a name that is taken. */
const creations = fc.record({
  method: pick('POST'),
  endpoint: pick('/Users', '/Groups'),
  parameters: pick('', 'attributes=id'),
  body: fc
    .oneof(pick('ada', 'BEA', 'crew'), fc.uuid())
    .map((name) => JSON.stringify({ userName: name, displayName: name })),
  type: pick('application/scim+json'),
  match: pick(null),
});
/** Random requests to the SCIM service; `ids` are those of four resources that are there by then. */
export function randomRequests(ids: () => readonly string[]) {
  return fc.oneof({ weight: 19, arbitrary: anything(ids) }, { weight: 1, arbitrary: creations });
}
