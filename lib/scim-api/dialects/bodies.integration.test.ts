import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

// What identity providers send as users and groups that the schemas do not say.

let acme: ScimClient;
let next = 0;
const name = () => `name-${next++}`;
const ext = urns.enterpriseUser;

beforeAll(async () => {
  acme = await connectedTenant();
});

const make = (more: Record<string, unknown>) => made(acme, user(name(), more));

describe('schemas', () => {
  it.each([
    ['Microsoft Entra ID: the extension named without its container', [urns.user, ext], {}, [urns.user]],
    [
      'Microsoft Entra ID: the container without its name',
      [urns.user],
      { [ext]: { department: 'D' } },
      [urns.user, ext],
    ],
    ['JumpCloud: the extension first', [ext, urns.user], { [ext]: { department: 'D' } }, [urns.user, ext]],
    [
      'Microsoft Entra ID’s old documents: a URN with a fault',
      [urns.user, 'urn:ietf:params:scim:schemas:extension:enterprise:2.0User'],
      {},
      [urns.user],
    ],
    ['several senders: none at all', undefined, {}, [urns.user]],
    ['several senders: null', null, {}, [urns.user]],
  ])('%s', async (_what, schemas, more, expected) => {
    expect((await made(acme, { schemas, userName: name(), ...more })).schemas).toEqual(expected);
  });

  it('Microsoft Entra ID’s old documents: a schema of groups that is its own', async () => {
    const schemas = [urns.group, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'];
    expect((await made(acme, { schemas, displayName: name() })).schemas).toEqual([urns.group]);
  });
});

describe('values', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['Okta: a random password', { password: 'Xy7-random' }, {}],
    ['Okta: groups on create', { groups: [] }, {}],
    [
      'Okta: addresses of mail without a type',
      { emails: [{ primary: true, value: 'a@x' }] },
      { emails: [{ value: 'a@x', primary: true }] },
    ],
    [
      'Okta’s documents: numbers for text',
      { externalId: 17, addresses: [{ postalCode: 10115 }] },
      { externalId: '17', addresses: [{ postalCode: '10115' }] },
    ],
    [
      'Okta: "" for what is not set',
      { title: '', nickName: '', emails: [{ value: 'a', display: '' }] },
      { emails: [{ value: 'a' }] },
    ],
    [
      'Okta: a manager’s displayName, and a login for the manager',
      { [ext]: { manager: { value: 'boss@x', displayName: 'B' } } },
      { [ext]: { manager: { value: 'boss@x' } } },
    ],
    [
      'Microsoft Entra ID: meta with dates',
      { meta: { resourceType: 'User', created: '0001-01-01T00:00:00Z' } },
      {},
    ],
    ['Microsoft Entra ID: active as text', { active: 'False' }, { active: false }],
    ['Keycloak: active as text in lower case', { active: 'true' }, { active: true }],
    [
      'Microsoft’s validator: roles.primary as text',
      { roles: [{ value: 'r', primary: 'True' }] },
      { roles: [{ value: 'r', primary: true }] },
    ],
    ['Microsoft Entra ID: no roles', { roles: [] }, {}],
    [
      'Microsoft Entra ID: a role that is JSON in text',
      { roles: [{ value: '{"id":"1","displayName":"A"}' }] },
      { roles: [{ value: '{"id":"1","displayName":"A"}' }] },
    ],
    [
      'Microsoft Entra ID: displayName in a role',
      { roles: [{ value: 'r', displayName: 'R' }] },
      { roles: [{ value: 'r' }] },
    ],
    [
      'several senders: roles as bare text',
      { roles: ['r', 's'] },
      { roles: [{ value: 'r' }, { value: 's' }] },
    ],
    [
      'OneLogin: one object for many',
      { emails: { value: 'a@x', type: 'work' } },
      { emails: [{ value: 'a@x', type: 'work' }] },
    ],
    [
      'OneLogin, JumpCloud: nulls',
      { emails: null, name: { givenName: 'A', familyName: null } },
      { name: { givenName: 'A' } },
    ],
    ['Keycloak: empty lists of everything', { emails: [], photos: [], ims: [], addresses: [], name: {} }, {}],
    [
      'Microsoft’s validator: formats of its own',
      { profileUrl: 'x', locale: 'zz', addresses: [{ country: 'Germany' }] },
      { profileUrl: 'x', locale: 'zz', addresses: [{ country: 'Germany' }] },
    ],
    [
      'Microsoft’s gallery tests: an address that is none',
      { emails: [{ value: 'upd-1a2b3c4d', type: 'work' }] },
      { emails: [{ value: 'upd-1a2b3c4d', type: 'work' }] },
    ],
    [
      'Microsoft Entra ID: telephone numbers come back as sent',
      { phoneNumbers: [{ value: '+1 (555) 01-23', type: 'work' }] },
      { phoneNumbers: [{ value: '+1 (555) 01-23', type: 'work' }] },
    ],
    [
      'JumpCloud: telephone numbers as addresses',
      { phoneNumbers: [{ value: 'tel:+1-555', type: 'work', primary: false }] },
      { phoneNumbers: [{ value: 'tel:+1-555', type: 'work', primary: false }] },
    ],
    [
      'Microsoft’s Postman collection: two addresses of one type',
      {
        emails: [
          { value: 'a', type: 'work' },
          { value: 'b', type: 'work' },
        ],
      },
      {
        emails: [
          { value: 'a', type: 'work' },
          { value: 'b', type: 'work' },
        ],
      },
    ],
    [
      'Microsoft’s Postman collection: names in capitals',
      { Emails: [{ Primary: true, Value: 'a' }], [ext]: { Department: 'D', Manager: { Value: 'm' } } },
      { emails: [{ value: 'a', primary: true }], [ext]: { department: 'D', manager: { value: 'm' } } },
    ],
    [
      'any sender: a list of one for a single value',
      { active: [false], title: ['Dr'] },
      { active: false, title: 'Dr' },
    ],
  ])('%s', async (_what, sent, kept) => {
    const { id, meta, schemas, userName, ...attributes } = await make(sent);
    expect(attributes).toEqual({ active: true, ...kept });
    expect((await acme.send(`GET /Users/${id}`)).body).toEqual({
      schemas,
      id,
      userName,
      ...attributes,
      meta,
    });
  });

  it('Okta: "" for a required attribute is refused', async () => {
    const { body } = await acme.send('POST /Users', user('', { active: true }));
    expect(body).toEqual(errorBody(400, 'invalidValue'));
  });

  it('Keycloak: active is in every answer; displayName is there where it was sent', async () => {
    expect(await make({})).toHaveProperty('active', true);
    expect(await make({})).not.toHaveProperty('displayName');
    expect(await make({ displayName: 'Ada' })).toHaveProperty('displayName', 'Ada');
  });
});

describe('PUT', () => {
  it('Okta: the whole answer of GET, merged, with id, meta, groups and a name that is old', async () => {
    const ada = await make({ name: { givenName: 'Ada', familyName: 'L', formatted: 'Ada L' } });
    const crew = await made(acme, group(name(), [ada.id]));
    const read = (await acme.send(`GET /Users/${ada.id}`)).body;
    const merged = { ...read, name: { ...read.name, familyName: 'King' }, groups: [] };
    const { status, body } = await acme.send(`PUT /Users/${ada.id}`, merged);
    expect([status, body.id, body.name]).toEqual([
      200,
      ada.id,
      { formatted: 'Ada L', familyName: 'King', givenName: 'Ada' },
    ]);
    expect(body.groups.map(({ value }: { value: string }) => value)).toEqual([crew.id]);
  });

  it('Okta: groups are read, changed and put back whole, with their id', async () => {
    const [ada, bea] = [await make({}), await make({})];
    const crew = await made(acme, group(name(), [ada.id]));
    const read = (await acme.send(`GET /Groups/${crew.id}`)).body;
    const { body } = await acme.send(`PUT /Groups/${crew.id}`, {
      ...read,
      members: [...read.members, { value: bea.id, display: 'x' }],
    });
    expect(body.members).toHaveLength(2);
  });
});

describe('life', () => {
  it('Okta: a user who is there already is 409, and the body of a new one is whole', async () => {
    const userName = name();
    const { body } = await acme.send('POST /Users', user(userName));
    expect(body).toMatchObject({ id: expect.any(String), userName, meta: expect.anything() });
    expect((await acme.send('POST /Users', user(userName))).status).toBe(409);
  });

  it('Microsoft Entra ID: who was deactivated stays listed, and comes back with the same id', async () => {
    const ada = await make({});
    const put = async (active: unknown) =>
      (await acme.send(`PUT /Users/${ada.id}`, user(ada.userName, { active }))).body;
    expect((await put('False')).active).toBe(false);
    expect(
      (await acme.send(`GET /Users?filter=userName eq "${ada.userName}"`)).body.Resources[0],
    ).toMatchObject({ id: ada.id, active: false });
    expect(await put('True')).toMatchObject({ id: ada.id, active: true });
  });

  it('JumpCloud: its test makes and deletes a user and a group for real', async () => {
    const ada = await make({});
    const crew = await made(acme, group(name(), [ada.id]));
    expect((await acme.send(`DELETE /Groups/${crew.id}`)).status).toBe(204);
    expect((await acme.send(`DELETE /Users/${ada.id}`)).status).toBe(204);
    expect((await acme.send(`DELETE /Users/${ada.id}`)).status).toBe(404);
    expect((await acme.send('POST /Users', user(ada.userName))).status).toBe(201);
  });
});
