import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
// biome-ignore lint/suspicious/noExplicitAny: a resource as the service gives it.
let ada: any;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(
    acme,
    user('ada', {
      title: 'Dr',
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ value: 'a@x', type: 'work' }, { value: 'b@x' }],
      [ext]: { department: 'D', manager: { value: 'm', $ref: '/Users/m' } },
    }),
  );
});

const get = (query = '', headers = {}) => acme.send(`GET /Users/${ada.id}${query}`, undefined, { headers });

describe('GET of one resource', () => {
  it('RFC 7644 §3.4.1: is 200 with its address and its ETag', async () => {
    const { status, headers, body } = await get();
    expect([status, body]).toEqual([200, ada]);
    expect(headers.get('content-location')).toBe(ada.meta.location);
    expect(headers.get('etag')).toBe(ada.meta.version);
  });

  it.each([
    '00000000-0000-7000-8000-000000000000',
    'x',
    '17',
    '%00',
    '..%2F..',
    'null',
    `${'x'.repeat(5000)}`,
  ])('RFC 7644 §3.4.1: of an id that names nothing (%#) is 404', async (id) => {
    for (const endpoint of ['/Users', '/Groups']) {
      const { status, body } = await acme.send(`GET ${endpoint}/${id}`);
      expect(status).toBe(404);
      expect(body).toEqual(errorBody(404));
    }
  });

  it('RFC 7644 §3.14: If-None-Match of its ETag is 304 without a body; of another 200', async () => {
    const known = await get('', { 'If-None-Match': ada.meta.version });
    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', ada.meta.version]);
    const other = await get('', { 'If-None-Match': 'W/"other"' });
    expect([other.status, other.body]).toEqual([200, ada]);
  });
});

describe('attributes', () => {
  it.each<[string, object]>([
    ['userName', { userName: 'ada' }],
    ['USERNAME, title', { userName: 'ada', title: 'Dr' }],
    ['name.givenName', { name: { givenName: 'Ada' } }],
    ['emails.value', { emails: [{ value: 'a@x' }, { value: 'b@x' }] }],
    ['emails.type', { emails: [{ type: 'work' }] }],
    [`${urns.user}:name.familyName`, { name: { familyName: 'Lovelace' } }],
    [`${ext}:department`, { [ext]: { department: 'D' } }],
    [`${ext}:manager.value`, { [ext]: { manager: { value: 'm' } } }],
    [ext, { [ext]: { department: 'D', manager: { value: 'm', $ref: '/Users/m' } } }],
    ['meta.resourceType', { meta: { resourceType: 'User' } }],
    ['nothing,userName,name.nothing', { userName: 'ada' }],
    ['nothing', {}],
    ['password', {}],
  ])('RFC 7644 §3.9: %s adds that to what is always there', async (attributes, expected) => {
    const { status, body } = await get(`?attributes=${encodeURIComponent(attributes)}`);
    expect(status).toBe(200);
    const schemas = ext in expected ? [urns.user, ext] : [urns.user];
    expect(body).toEqual({ schemas, id: ada.id, ...expected });
  });
});

describe('excludedAttributes', () => {
  it.each<[string, readonly string[]]>([
    ['userName,title', ['userName', 'title']],
    ['ID,schemas', []],
    ['meta', ['meta']],
    ['nothing', []],
    ['emails.nothing', []],
    [`${urns.user}:emails`, ['emails']],
  ])('RFC 7644 §3.9: %s leaves that out, never what is always there', async (excluded, gone) => {
    const { body } = await get(`?excludedAttributes=${encodeURIComponent(excluded)}`);
    expect(body).toEqual(Object.fromEntries(Object.entries(ada).filter(([name]) => !gone.includes(name))));
  });

  it('RFC 7644 §3.9, §3.10: leaves out parts, and an extension by its URN', async () => {
    const { body } = await get(`?excludedAttributes=emails.value,name.givenName,${ext}`);
    expect(body.emails).toEqual([{ type: 'work' }]);
    expect(body.name).toEqual({ familyName: 'Lovelace' });
    expect(body.schemas).toEqual([urns.user]);
    expect(body).not.toHaveProperty([ext]);
    const part = await get(`?excludedAttributes=${ext}:manager`);
    expect(part.body[ext]).toEqual({ department: 'D' });
  });
});

describe('both', () => {
  it.each(['GET /Users', 'GET /Users/x', 'GET /', 'POST /Users', 'PUT /Users/x', 'PATCH /Users/x'])(
    'RFC 7644 §3.9: exclude each other: %s is 400 invalidValue',
    async (request) => {
      const path = request.replace('/x', `/${ada.id}`);
      const body = request.startsWith('GET') ? undefined : user('ada');
      const answer = await acme.send(`${path}?attributes=userName&excludedAttributes=title`, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(errorBody(400, 'invalidValue'));
    },
  );
});
