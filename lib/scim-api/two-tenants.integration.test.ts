import { beforeAll, describe, expect, it } from 'vitest';
import { group, patchOp, type Sent, user } from '../../test/scim';
import { everythingOf, type MarkedTenant, markedTenant } from '../../test/two-tenants';
import { sql } from '../database';

// Every id, name, cursor and ETag of one tenant, with the API key of the other: whatever is asked, nothing of the one is
// in the answer, and nothing of it has changed.

let theirs: MarkedTenant;
let ours: MarkedTenant;

beforeAll(async () => {
  theirs = await markedTenant();
  ours = await markedTenant();
});

/** Sends a request to our tenant that names something of theirs, and gives its status once both rules hold. */
async function ask(request: string, body?: unknown, sent?: Sent) {
  const before = await everythingOf(theirs);
  const answer = await ours.send(request, body, sent);
  expect(await everythingOf(theirs)).toBe(before);
  const asked = JSON.stringify([request, body ?? null, sent ?? null]);
  // What the request names itself may come back in a refusal's words.
  const words = [theirs.mark, theirs.tenantId, ...Object.values(theirs.ids)];
  for (const word of words) if (!asked.includes(word)) expect(answer.text).not.toContain(word);
  return answer;
}

const change = patchOp({ op: 'replace', path: 'externalId', value: 'taken' });
const off = patchOp({ op: 'replace', path: 'active', value: false });
const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] };
const bulkOf = (...Operations: readonly Record<string, unknown>[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
});

const kinds = [
  'user',
  'group',
  'localUser',
  'localRole',
  'configuration',
  'key',
  'activity',
  'session',
  'request',
] as const;

describe.each(kinds)('the id of their %s', (kind) => {
  describe.each(['Users', 'Groups'])('as one of ours in /%s', (endpoint) => {
    const path = () => `/${endpoint}/${theirs.ids[kind]}`;
    const resource = () => (endpoint === 'Users' ? user('taken') : group('Taken'));
    const verbs: readonly [string, () => [string, unknown?, Sent?]][] = [
      ['GET', () => [`GET ${path()}`]],
      ['GET of attributes', () => [`GET ${path()}?attributes=userName,displayName,members,groups`]],
      [
        'GET if changed',
        () => [`GET ${path()}`, undefined, { headers: { 'If-None-Match': theirs.etags.user } }],
      ],
      ['HEAD', () => [`HEAD ${path()}`]],
      ['PUT', () => [`PUT ${path()}`, resource()]],
      [
        'PUT with their ETag',
        () => [`PUT ${path()}`, resource(), { headers: { 'If-Match': theirs.etags.group } }],
      ],
      ['PATCH', () => [`PATCH ${path()}`, change]],
      ['PATCH of active', () => [`PATCH ${path()}`, off]],
      ['PATCH of members', () => [`PATCH ${path()}`, patchOp({ op: 'remove', path: 'members' })]],
      [
        'PATCH with their ETag',
        () => [`PATCH ${path()}`, change, { headers: { 'If-Match': theirs.etags.user } }],
      ],
      ['DELETE', () => [`DELETE ${path()}`]],
      ['DELETE of any version', () => [`DELETE ${path()}`, undefined, { headers: { 'If-Match': '*' } }]],
    ];

    it.each(verbs)('is nobody’s: %s', async (name, request) => {
      const { status } = await ask(...request());
      // What such a resource has not got is said before anybody is looked for.
      const impossible = endpoint === 'Users' ? 'PATCH of members' : 'PATCH of active';
      expect(status).toBe(name === impossible ? 400 : 404);
    });

    it.each(['PUT', 'PATCH', 'DELETE'])('is nobody’s in a bulk request: %s', async (method) => {
      const data = method === 'PUT' ? resource() : method === 'PATCH' ? change : undefined;
      const { body } = await ask('POST /Bulk', bulkOf({ method, path: path(), ...(data && { data }) }));
      expect(body.Operations).toMatchObject([{ status: '404' }]);
    });
  });

  it.each([
    'GET /Users?filter=id eq "{{id}}"',
    'GET /Users?filter=not (id ne "{{id}}")',
    'GET /Users?filter=groups.value eq "{{id}}"',
    'GET /Users?filter=groups[value eq "{{id}}"]',
    'GET /Users?filter=externalId eq "{{id}}" or id eq "{{id}}"',
    'GET /Groups?filter=id eq "{{id}}"',
    'GET /Groups?filter=members.value eq "{{id}}"',
    'GET /Groups?filter=members[value eq "{{id}}"]',
    'GET /?filter=id eq "{{id}}"',
  ])('finds nothing by %s', async (request) => {
    const { status, body } = await ask(request.replaceAll('{{id}}', theirs.ids[kind]));
    expect([status, body.totalResults]).toEqual([200, 0]);
  });

  it.each(['/Users/.search', '/Groups/.search', '/.search'])('finds nothing by POST %s', async (path) => {
    const { body } = await ask(`POST ${path}`, { ...search, filter: `id eq "${theirs.ids[kind]}"` });
    expect(body.totalResults).toBe(0);
  });

  it.each([
    ['a new group', (id: string) => ['POST /Groups', group(`New ${id.slice(-6)}`, [id])]],
    [
      'PUT',
      (id: string) => [`PUT /Groups/${ours.ids.group}`, group(`Crew ${ours.mark}`, [ours.ids.user, id])],
    ],
    [
      'PATCH add',
      (id: string) => [
        `PATCH /Groups/${ours.ids.group}`,
        patchOp({ op: 'add', path: 'members', value: [{ value: id }] }),
      ],
    ],
    [
      'PATCH replace',
      (id: string) => [
        `PATCH /Groups/${ours.ids.group}`,
        patchOp({ op: 'replace', path: 'members', value: [{ value: ours.ids.user }, { value: id }] }),
      ],
    ],
    [
      'a bulk request',
      (id: string) => [
        'POST /Bulk',
        bulkOf({ method: 'POST', path: '/Groups', bulkId: 'b1', data: group(`Bulk ${id.slice(-6)}`, [id]) }),
      ],
    ],
  ] as const)('becomes no member by %s', async (_, request) => {
    const [line = '', body] = request(theirs.ids[kind]) as [string, unknown];
    const { status, body: answer } = await ask(line, body);
    expect([200, 201, 204]).toContain(status);
    for (const { status: each } of answer?.Operations ?? []) expect(each).toBe('201');
    expect(await strangers()).toBe(0);
  });

  it('ends nothing of ours as a member to be removed', async () => {
    const before = await everythingOfOurMembers();
    const removal = patchOp({ op: 'remove', path: `members[value eq "${theirs.ids[kind]}"]` });
    expect((await ask(`PATCH /Groups/${ours.ids.group}`, removal)).status).toBeLessThan(300);
    expect(await everythingOfOurMembers()).toBe(before);
  });
});

/** Memberships between tenants. */
async function strangers(): Promise<number> {
  const rows = await sql.rows({
    text: `SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id JOIN roles r ON r.id = m.role_id
      WHERE u.tenant_id <> m.tenant_id OR r.tenant_id <> m.tenant_id`,
    values: [],
  });
  return rows.length;
}

async function everythingOfOurMembers(): Promise<string> {
  return JSON.stringify((await ours.send(`GET /Groups/${ours.ids.group}`)).body.members);
}

describe('their names', () => {
  it.each([
    'GET /Users?filter=userName eq "ada.{{mark}}"',
    'GET /Users?filter=userName sw "ada.{{mark}}"',
    'GET /Users?filter=userName co "{{mark}}"',
    'GET /Users?filter=externalId eq "x-{{mark}}"',
    'GET /Users?filter=title co "{{mark}}"',
    'GET /Users?filter=groups.display eq "Crew {{mark}}"',
    'GET /Groups?filter=displayName eq "Crew {{mark}}"',
    'GET /Groups?filter=externalId eq "g-{{mark}}"',
    'GET /Groups?filter=members.display co "{{mark}}"',
    'GET /?filter=externalId ew "{{mark}}"',
  ])('find nothing by %s', async (request) => {
    const asked = request.replaceAll('{{mark}}', theirs.mark);
    expect((await theirs.send(asked)).body.totalResults).toBeGreaterThan(0);
    expect((await ask(asked)).body.totalResults).toBe(0);
  });

  it.each(['/Users', '/Groups', '/'])('are not among what is not asked for in %s', async (path) => {
    for (const query of ['', '?filter=id ne "x"', '?sortBy=id&sortOrder=descending', '?count=0'])
      expect((await ask(`GET ${path}${query}`)).status).toBe(200);
  });

  it('are free for us', async () => {
    const taken = await ask('POST /Users', user(`ada.${theirs.mark}`, { externalId: `x-${theirs.mark}` }));
    expect(taken.status).toBe(201);
    expect(taken.body.id).not.toBe(theirs.ids.user);
    const crew = await ask(
      'POST /Groups',
      group(`Crew ${theirs.mark}`, [], { externalId: `g-${theirs.mark}` }),
    );
    expect(crew.status).toBe(201);
    expect(crew.body.id).not.toBe(theirs.ids.group);
  });
});

describe('a cursor of theirs', () => {
  const firstPage = async (client: MarkedTenant, endpoint: string) =>
    (await client.send(`GET ${endpoint}?cursor&count=1`)).body.nextCursor;

  beforeAll(async () => {
    for (const client of [theirs, ours])
      for (const i of [1, 2, 3]) {
        await client.send('POST /Users', user(`more-${i}.${client.mark}`));
        await client.send('POST /Groups', group(`More ${i} ${client.mark}`));
      }
  });

  it.each(['/Users', '/Groups'])('leads to nothing of theirs in %s', async (endpoint) => {
    const cursor = await firstPage(theirs, endpoint);
    expect(cursor).toEqual(expect.any(String));
    const { status, body } = await ask(`GET ${endpoint}?cursor=${encodeURIComponent(cursor)}&count=100`);
    expect([200, 400]).toContain(status);
    if (status === 400) expect(body.scimType).toBe('invalidCursor');
  });
});

describe('an ETag of theirs', () => {
  it('says nothing of ours: a version is compared with the resource’s own', async () => {
    const headers = { 'If-Match': 'W/"999"' };
    const path = `/Users/${ours.ids.user}`;
    expect((await ask(`PATCH ${path}`, change, { headers })).status).toBe(412);
  });
});

describe('their key', () => {
  it('opens nothing of ours, and ours nothing of theirs', async () => {
    const headers = { Authorization: `Bearer ${theirs.apiKey}` };
    for (const id of [ours.ids.user, ours.ids.localUser])
      expect((await ours.send(`GET /Users/${id}`, undefined, { headers })).status).toBe(404);
    expect((await ours.send('GET /Users', undefined, { headers })).text).not.toContain(ours.mark);
  });
});
