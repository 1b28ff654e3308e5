/** A request that the SCIM service refuses, and how. */
export interface BadRequest {
  readonly name: string;
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is sent. */
  readonly body?: string;
  readonly status: number;
  readonly scimType?: string;
  /** Headers that the answer has. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

const id = '3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11';
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const user = (more: Record<string, unknown>) =>
  JSON.stringify({ schemas: [userUrn], userName: 'ada', ...more });
const patch = (operation: unknown) => JSON.stringify({ schemas: [patchUrn], Operations: [operation] });
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
/** Text that does not get short by being compressed. */
const endless = Array.from({ length: 9000 }, (_, i) =>
  String.fromCodePoint(0x4e00 + ((i * 7919) % 20000)),
).join('');
const filtered = (filter: string) => `GET /Users?filter=${encodeURIComponent(filter)}`;

const bodies: readonly BadRequest[] = [
  {
    name: 'broken JSON',
    request: 'POST /Users',
    body: '{"userName": ',
    status: 400,
    scimType: 'invalidSyntax',
  },
  { name: 'no body', request: 'POST /Users', status: 400, scimType: 'invalidSyntax' },
  { name: 'an empty body', request: 'POST /Users', body: '', status: 400, scimType: 'invalidSyntax' },
  { name: 'blanks', request: 'POST /Users', body: ' \n', status: 400, scimType: 'invalidSyntax' },
  { name: 'an array', request: 'POST /Users', body: '[]', status: 400, scimType: 'invalidSyntax' },
  { name: 'null', request: 'POST /Users', body: 'null', status: 400, scimType: 'invalidSyntax' },
  { name: 'text', request: 'POST /Users', body: '"ada"', status: 400, scimType: 'invalidSyntax' },
  {
    name: 'a form',
    request: 'POST /Users',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'userName=ada',
    status: 415,
  },
  {
    name: 'XML',
    request: 'POST /Groups',
    headers: { 'Content-Type': 'application/xml' },
    body: '<a/>',
    status: 415,
  },
  {
    name: 'a JSON Patch',
    request: `PATCH /Users/${id}`,
    headers: { 'Content-Type': 'application/json-patch+json' },
    body: '[]',
    status: 415,
  },
  {
    name: 'a huge body',
    request: 'POST /Users',
    body: user({ title: 'x'.repeat(1024 * 1024) }),
    status: 413,
  },
  {
    name: 'a group for a user',
    request: 'POST /Users',
    body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'x' }),
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'schemas that are no array',
    request: 'POST /Users',
    body: JSON.stringify({ schemas: userUrn, userName: 'ada' }),
    status: 400,
    scimType: 'invalidSyntax',
  },
  {
    name: 'no userName',
    request: 'POST /Users',
    body: JSON.stringify({ schemas: [userUrn] }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'an empty userName',
    request: 'POST /Users',
    body: user({ userName: '' }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a userName that is null',
    request: 'POST /Users',
    body: user({ userName: null }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'an object for a userName',
    request: 'POST /Users',
    body: user({ userName: {} }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a NUL character',
    request: 'POST /Users',
    body: user({ title: 'a\0b' }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'half of a surrogate pair',
    request: 'POST /Users',
    body: user({ displayName: '\ud800' }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a NUL character in a password',
    request: 'POST /Users',
    body: user({ password: 'a\0b' }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a name that no index takes',
    request: 'POST /Users',
    body: user({
      userName: endless,
    }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'an externalId that no index takes',
    request: 'POST /Users',
    body: user({
      externalId: endless,
    }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'an address that no index takes',
    request: 'POST /Users',
    body: user({
      emails: [
        {
          value: endless,
        },
      ],
    }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a group name that no index takes',
    request: 'POST /Groups',
    body: JSON.stringify({
      displayName: endless,
    }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'text that says neither yes nor no',
    request: 'POST /Users',
    body: user({ active: 'maybe' }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'two primaries',
    request: 'POST /Users',
    body: user({
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a member without a value',
    request: 'POST /Groups',
    body: JSON.stringify({ displayName: 'x', members: [{ type: 'User' }] }),
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a group in a group',
    request: 'POST /Groups',
    body: JSON.stringify({ displayName: 'x', members: [{ value: id, type: 'Group' }] }),
    status: 400,
    scimType: 'invalidValue',
  },
];

const addresses: readonly BadRequest[] = [
  { name: 'a verb on the root', request: 'DELETE ', status: 405, answerHeaders: { allow: 'GET' } },
  { name: 'an unknown endpoint', request: 'GET /Devices', status: 404 },
  { name: 'a name of JavaScript for an endpoint', request: 'GET /constructor', status: 404 },
  { name: 'the endpoint in lower case', request: 'GET /users', status: 404 },
  { name: 'something below a user', request: `GET /Users/${id}/groups`, status: 404 },
  { name: 'an unknown schema', request: 'GET /Schemas/urn:example:none', status: 404 },
  { name: 'an unknown resource type', request: 'GET /ResourceTypes/Device', status: 404 },
  { name: 'an unknown user', request: `GET /Users/${id}`, status: 404 },
  { name: 'an id that is no UUID', request: 'GET /Users/42', status: 404 },
  { name: 'an id with a quote', request: "GET /Users/'%3B--", status: 404 },
  { name: 'an id with a NUL character', request: 'GET /Users/%00', status: 404 },
  { name: 'an id that is no UTF-8', request: 'GET /Users/%ff%fe', status: 404 },
  { name: 'deleting a NUL character', request: 'DELETE /Groups/a%00b', status: 404 },
  { name: 'changing an unknown user', request: `PUT /Users/${id}`, body: user({}), status: 404 },
  {
    name: 'patching an unknown group',
    request: `PATCH /Groups/${id}`,
    body: patch({ op: 'add', path: 'members', value: [] }),
    status: 404,
  },
  { name: 'deleting an unknown group', request: `DELETE /Groups/${id}`, status: 404 },
  {
    name: 'PUT of a collection',
    request: 'PUT /Users',
    body: '{}',
    status: 405,
    answerHeaders: { allow: 'GET, POST' },
  },
  {
    name: 'DELETE of a collection',
    request: 'DELETE /Groups',
    status: 405,
    answerHeaders: { allow: 'GET, POST' },
  },
  {
    name: 'POST to a user',
    request: `POST /Users/${id}`,
    body: '{}',
    status: 405,
    answerHeaders: { allow: 'GET, PUT, PATCH, DELETE' },
  },
  {
    name: 'POST to discovery',
    request: 'POST /Schemas',
    body: '{}',
    status: 405,
    answerHeaders: { allow: 'GET' },
  },
  { name: 'OPTIONS', request: 'OPTIONS /Users', status: 405, answerHeaders: { allow: 'GET, POST' } },
  { name: 'a filter on discovery', request: 'GET /Schemas?filter=id%20pr', status: 403 },
  { name: 'Me', request: 'GET /Me', status: 501 },
  {
    name: 'a bulk request without its URN',
    request: 'POST /Bulk',
    body: '{}',
    status: 400,
    scimType: 'invalidSyntax',
  },
];

const queries: readonly BadRequest[] = [
  { name: 'an empty filter', request: 'GET /Users?filter=', status: 400, scimType: 'invalidFilter' },
  {
    name: 'an unclosed bracket',
    request: filtered('(userName eq "a"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  { name: 'an unclosed quote', request: filtered('userName eq "a'), status: 400, scimType: 'invalidFilter' },
  {
    name: 'an unknown operator',
    request: filtered('userName is "a"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a dangling and',
    request: filtered('userName eq "a" and'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'an order of booleans',
    request: filtered('active gt true'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a boolean that is text',
    request: filtered('active eq "maybe"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a time that is none',
    request: filtered('meta.created gt "yesterday"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a filter on passwords',
    request: filtered('password sw "a"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a complex attribute without value',
    request: filtered('name eq "a"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a NUL character in a filter',
    request: filtered('userName eq "a\\u0000b"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'half of a surrogate pair in a filter',
    request: filtered('userName eq "\\ud800"'),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a deep filter',
    request: filtered(`${'('.repeat(500)}userName pr${')'.repeat(500)}`),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a deep negation',
    request: filtered(`${'not ('.repeat(500)}userName pr${')'.repeat(500)}`),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a long filter',
    request: filtered(Array.from({ length: 300 }, () => 'active pr').join(' or ')),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'many elements',
    request: filtered(Array.from({ length: 300 }, () => 'emails[type pr].value pr').join(' or ')),
    status: 400,
    scimType: 'invalidFilter',
  },
  {
    name: 'a startIndex that is no number',
    request: 'GET /Users?startIndex=one',
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a startIndex with a fraction',
    request: 'GET /Users?startIndex=1.5',
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a count that is no number',
    request: 'GET /Groups?count=all',
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'a count beyond all numbers',
    request: 'GET /Groups?count=99999999999999999999',
    status: 400,
    scimType: 'invalidValue',
  },
  {
    name: 'attributes and excludedAttributes',
    request: 'GET /Users?attributes=id&excludedAttributes=name',
    status: 400,
    scimType: 'invalidValue',
  },
];

const patches: readonly BadRequest[] = [
  {
    name: 'no schemas',
    body: '{"Operations":[{"op":"add","path":"title","value":"x"}]}',
    scimType: 'invalidSyntax',
  },
  { name: 'no operations', body: JSON.stringify({ schemas: [patchUrn] }), scimType: 'invalidSyntax' },
  {
    name: 'an empty list of operations',
    body: JSON.stringify({ schemas: [patchUrn], Operations: [] }),
    scimType: 'invalidSyntax',
  },
  { name: 'an operation that is none', body: patch(null), scimType: 'invalidSyntax' },
  {
    name: 'an unknown op',
    body: patch({ op: 'move', path: 'title', value: 'x' }),
    scimType: 'invalidSyntax',
  },
  { name: 'an op that is no text', body: patch({ op: 1 }), scimType: 'invalidSyntax' },
  {
    name: 'an op that is deep',
    body: `{"schemas":["${patchUrn}"],"Operations":[{"op":${nested(100_000)}}]}`,
    scimType: 'invalidSyntax',
  },
  {
    name: 'a path that is no text',
    body: patch({ op: 'add', path: ['title'], value: 'x' }),
    scimType: 'invalidSyntax',
  },
  { name: 'a remove without a path', body: patch({ op: 'remove' }), scimType: 'noTarget' },
  { name: 'an add without a value', body: patch({ op: 'add', path: 'title' }), scimType: 'invalidValue' },
  {
    name: 'an unknown attribute',
    body: patch({ op: 'add', path: 'emials', value: 'x' }),
    scimType: 'invalidPath',
  },
  {
    name: 'an unknown sub-attribute',
    body: patch({ op: 'add', path: 'name.first', value: 'x' }),
    scimType: 'invalidPath',
  },
  {
    name: 'a path that does not parse',
    body: patch({ op: 'add', path: 'emails[type eq', value: 'x' }),
    scimType: 'invalidPath',
  },
  {
    name: 'half of a surrogate pair for a path',
    body: patch({ op: 'add', path: '\ud800', value: 'x' }),
    scimType: 'invalidPath',
  },
  {
    name: 'a NUL character for a path',
    body: patch({ op: 'add', path: '\0', value: 'x' }),
    scimType: 'invalidPath',
  },
  {
    name: 'a deep path',
    body: patch({ op: 'add', path: `emails[${'('.repeat(10_000)}type pr${')'.repeat(10_000)}]`, value: 'x' }),
    scimType: 'invalidPath',
  },
  { name: 'the id', body: patch({ op: 'replace', path: 'id', value: 'x' }), scimType: 'mutability' },
  {
    name: 'the groups',
    body: patch({ op: 'add', path: 'groups', value: [{ value: id }] }),
    scimType: 'mutability',
  },
  { name: 'removing the userName', body: patch({ op: 'remove', path: 'userName' }), scimType: 'mutability' },
  {
    name: 'a value that is deep',
    body: `{"schemas":["${patchUrn}"],"Operations":[{"op":"replace","path":"title","value":${nested(100_000)}}]}`,
    scimType: 'invalidSyntax',
  },
].map((one) => ({ ...one, name: `PATCH: ${one.name}`, request: 'PATCH /Users/{{user}}', status: 400 }));

/**
 * Requests that are wrong in every way that was thought of. `{{user}}` stands for the id of a user of the tenant.
 */
export const badRequests: readonly BadRequest[] = [...bodies, ...addresses, ...queries, ...patches];

/** The request itself, from the identity provider of an account. */
export function badRequestOf(
  { request, headers, body }: BadRequest,
  { scimUri, apiKey }: { readonly scimUri: string; readonly apiKey: string },
  userId: string,
): Request {
  const [method, path = ''] = request.replace('{{user}}', userId).split(/ (.*)/s);
  const type = body === undefined ? undefined : { 'Content-Type': 'application/scim+json' };
  return new Request(scimUri + path, {
    method,
    headers: { Authorization: `Bearer ${apiKey}`, ...type, ...headers },
    body,
  });
}
