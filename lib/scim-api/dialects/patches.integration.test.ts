import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

// What identity providers send as PATCH of a user that RFC 7644 §3.5.2 does not say.

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant('entra');
});

const make = () =>
  made(
    acme,
    user(name(), {
      title: 'Dr',
      name: { givenName: 'Ada', familyName: 'L' },
      emails: [{ value: 'a@x', type: 'work' }],
      [ext]: { department: 'D', manager: { value: 'm1' } },
    }),
  );
const patch = (id: string, ...operations: Record<string, unknown>[]) =>
  acme.send(`PATCH /Users/${id}`, patchOp(...operations));

describe('operations', () => {
  const manager = (value: string) => ({ [ext]: { department: 'D', manager: { value } } });
  const unmanaged = { [ext]: { department: 'D' } };
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['Microsoft Entra ID: op in capitals', { op: 'Replace', path: 'title', value: 'x' }, { title: 'x' }],
    ['Microsoft Entra ID: add of what has a value', { op: 'Add', path: 'title', value: 'x' }, { title: 'x' }],
    [
      'Microsoft Entra ID: active as text',
      { op: 'Replace', path: 'active', value: 'False' },
      { active: false },
    ],
    [
      'Keycloak: active as text in lower case',
      { op: 'replace', path: 'active', value: 'false' },
      { active: false },
    ],
    ['Okta: active without a path', { op: 'replace', value: { active: false } }, { active: false }],
    [
      'Microsoft Entra ID with its flag: names with dots and URNs',
      { op: 'replace', value: { 'name.givenName': 'x', [`${ext}:department`]: 'y', title: 'z' } },
      {
        name: { givenName: 'x', familyName: 'L' },
        title: 'z',
        [ext]: { department: 'y', manager: { value: 'm1' } },
      },
    ],
    [
      'Microsoft Entra ID with its flag: beside one that nobody knows',
      { op: 'replace', value: { 'name.givenName': 'x', 'urn:example:custom:2.0:User:badge': '7' } },
      { name: { givenName: 'x', familyName: 'L' } },
    ],
    [
      'Microsoft Entra ID: manager without its URN',
      { op: 'Replace', path: 'manager', value: 'm2' },
      manager('m2'),
    ],
    [
      'Microsoft’s Postman collection: a dot behind the URN',
      { op: 'Replace', path: `${ext}.manager`, value: 'm2' },
      manager('m2'),
    ],
    [
      'Microsoft Entra ID: manager as text',
      { op: 'Add', path: `${ext}:manager`, value: 'm2' },
      manager('m2'),
    ],
    [
      'Microsoft’s gallery tests: manager as a list of one',
      { op: 'replace', path: `${ext}:manager`, value: [{ value: 'm2' }] },
      manager('m2'),
    ],
    [
      'Microsoft’s gallery tests: manager as an object',
      { op: 'replace', path: `${ext}:manager`, value: { value: 'm2', displayName: 'B' } },
      manager('m2'),
    ],
    [
      'Microsoft’s gallery tests: "" clears the manager',
      { op: 'replace', path: `${ext}:manager`, value: '' },
      unmanaged,
    ],
    [
      'Microsoft’s gallery tests: {value: ""} clears the manager',
      { op: 'replace', path: `${ext}:manager`, value: { value: '' } },
      unmanaged,
    ],
    [
      'Microsoft’s gallery tests: an address that is not there yet',
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'h' },
      {
        emails: [
          { value: 'a@x', type: 'work' },
          { value: 'h', type: 'home' },
        ],
      },
    ],
    [
      'Microsoft’s validator: a number that is not there yet',
      { op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' },
      { phoneNumbers: [{ value: '1', type: 'mobile' }] },
    ],
    [
      'Microsoft Entra ID: roles by primary as text',
      { op: 'Add', path: 'roles[primary eq "True"].value', value: 'r' },
      { roles: [{ value: 'r', primary: true }] },
    ],
    [
      'any sender: a list of one for a single value',
      { op: 'replace', path: 'active', value: [false] },
      { active: false },
    ],
    [
      'Microsoft’s Postman collection: a name at the operation',
      { op: 'add', path: 'title', value: 'x', name: 'addTitle' },
      { title: 'x' },
    ],
    [
      'SailPoint: replace of a complex attribute that is absent',
      { op: 'replace', path: 'addresses', value: [{ locality: 'L' }] },
      { addresses: [{ locality: 'L' }] },
    ],
    [
      'OneLogin: one object for many',
      { op: 'replace', path: 'emails', value: { value: 'b' } },
      { emails: [{ value: 'b' }] },
    ],
    [
      'Okta, authentik: id, schemas and meta beside what changes',
      { op: 'replace', value: { id: 'x', schemas: ['x'], meta: { version: 'x' }, title: 'x' } },
      { title: 'x' },
    ],
  ])('%s', async (_what, operation, expected) => {
    const ada = await make();
    const { status, body } = await patch(ada.id, operation);
    expect(status, body.detail).toBe(200);
    expect(body).toEqual({ ...ada, ...expected, meta: body.meta });
  });

  it.each([
    ['title', ''],
    ['title', null],
    ['name.givenName', ''],
    ['emails[type eq "work"].value', ''],
    [`${ext}:department`, ''],
  ])(
    'Microsoft’s gallery tests: replace of %s by %j clears it, and is success the second time',
    async (path, value) => {
      const ada = await make();
      const first = await patch(ada.id, { op: 'replace', path, value });
      expect(first.status).toBe(200);
      expect(first.body.meta.version).not.toBe(ada.meta.version);
      const again = await patch(ada.id, { op: 'replace', path, value });
      expect([again.status, again.body]).toEqual([200, first.body]);
    },
  );
});

describe('messages', () => {
  it('Microsoft’s Postman collection: an id; other senders: operations in lower case, before schemas', async () => {
    const ada = await make();
    const operation = { op: 'replace', path: 'title', value: 'x' };
    const sent = { id: ada.id, operations: [operation], schemas: [urns.patchOp] };
    expect((await acme.send(`PATCH /Users/${ada.id}`, sent)).body.title).toBe('x');
  });

  it('Microsoft’s validator: 36 operations, the same attribute removed, added and replaced: one version', async () => {
    const ada = await make();
    const round = (i: number) => [
      { op: 'remove', path: 'nickName' },
      { op: 'add', path: 'nickName', value: `a${i}` },
      { op: 'replace', path: 'nickName', value: `r${i}` },
    ];
    const { status, body } = await patch(ada.id, ...Array.from({ length: 12 }, (_, i) => round(i)).flat());
    expect([status, body.nickName]).toEqual([200, 'r11']);
    expect(body.meta.version).toBe('W/"2"');
  });

  it('every identity provider: what is not understood is refused, never answered as if it were done', async () => {
    const ada = await make();
    for (const operation of [
      { op: 'increment', path: 'title', value: 1 },
      { op: 'replace', path: 'urn:example:custom:2.0:User:badge', value: '7' },
      { op: 'replace', value: { 'urn:example:custom:2.0:User:badge': '7' } },
      { op: 'replace', path: 'id', value: 'x' },
    ]) {
      const { status, body } = await patch(ada.id, { op: 'add', path: 'nickName', value: 'x' }, operation);
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, body.scimType));
    }
    expect((await acme.send(`GET /Users/${ada.id}`)).body).toEqual(ada);
  });

  it('Microsoft Entra ID: the same again each cycle moves neither version nor lastModified', async () => {
    const ada = await make();
    const { body } = await patch(
      ada.id,
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'a@x' },
      { op: 'Replace', path: 'active', value: 'True' },
    );
    expect(body).toEqual(ada);
  });
});
