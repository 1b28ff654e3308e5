import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

// What identity providers write in filters that the grammar does not have, and how they look people up.

let acme: ScimClient;
// biome-ignore lint/suspicious/noExplicitAny: a resource as the service gives it.
let ada: any;
// biome-ignore lint/suspicious/noExplicitAny: a resource as the service gives it.
let crew: any;

beforeAll(async () => {
  acme = await connectedTenant('entra');
  ada = await made(
    acme,
    user('Ada@Example.org', {
      externalId: 'jYoung',
      emails: [
        { value: 'ada@example.org', type: 'work', primary: true },
        { value: 'ada@home.example', type: 'home' },
      ],
      roles: [{ value: 'author', primary: true }],
      [urns.enterpriseUser]: { manager: { value: 'boss-1' } },
    }),
  );
  crew = await made(acme, group('Crew', [ada.id]));
});

const found = async (filter: string, endpoint = '/Users') => {
  const { status, body } = await acme.send(`GET ${endpoint}?filter=${encodeURIComponent(filter)}`);
  expect(status, body.detail).toBe(200);
  return body.Resources.map(({ id }: { id: string }) => id);
};

describe('who is there', () => {
  it.each(['userName', 'externalId', 'emails[type eq "work"].value'])(
    'Microsoft Entra ID: Test Connection looks for somebody by a %s that nobody has: an empty list, no error',
    async (attribute) => {
      const { status, body } = await acme.send(
        `GET /Users?filter=${attribute}+eq+"0c3dd3a6-5f4b-4d7b-9e39-2f4f7c1f0b8e"`,
      );
      expect([status, body.totalResults, body.Resources]).toEqual([200, 0, []]);
    },
  );

  it('Okta: the connector’s test and each save read two users of an empty directory', async () => {
    const empty = await connectedTenant('okta');
    for (let i = 0; i < 2; i++) {
      const { status, body } = await empty.send('GET /Users?startIndex=1&count=2');
      expect([status, body]).toEqual([
        200,
        { schemas: [urns.listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
      ]);
      expect(Number.isInteger(body.totalResults)).toBe(true);
    }
  });
});

describe('filters', () => {
  it.each([
    [
      'Microsoft Entra ID: a comparison behind the brackets',
      'emails[type eq "work"].value eq "ADA@example.org"',
    ],
    ['Microsoft Entra ID: text for a boolean in the brackets', 'roles[primary eq "True"].value eq "author"'],
    ['Microsoft Entra ID’s documents: a value without quotes', 'externalId eq jYoung'],
    ['Microsoft Entra ID: manager without its URN', 'manager eq "boss-1"'],
    ['Microsoft Entra ID: manager.value without its URN', 'manager.value eq "boss-1"'],
    [
      'Microsoft Entra ID’s reading side: seven digits of a second, year 1',
      'meta.lastModified ge "0001-01-03T00:00:00.0000000Z"',
    ],
    ['Rippling: the primary address', 'emails[primary eq true].value eq "ada@example.org"'],
    ['PingOne: operators in capitals', 'userName Eq "ada@example.org"'],
    ['PingOne: emails without a part', 'emails eq "ada@home.example"'],
    ['Okta, Microsoft’s validator: a userName in capitals', 'userName eq "ADA@EXAMPLE.ORG"'],
    ['RFC 7644’s own text: no blank before the value', 'emails[type eq"work"]'],
    ['RFC 7644’s own text: a resource type without quotes', 'meta.resourceType eq User'],
  ])('%s: %s', async (_what, filter) => {
    expect(await found(filter)).toEqual([ada.id]);
  });

  it.each([
    ['PingOne: an attribute that there is not', 'email Co "x"'],
    ['every identity provider: externalId in another case is another one', 'externalId eq "jyoung"'],
    [
      'Microsoft Entra ID: both must hold for one address',
      'emails[type eq "home"].value eq "ada@example.org"',
    ],
    [
      'Microsoft Entra ID’s reading side: a moment beyond the years',
      'meta.created gt "9999-12-31T23:59:59.9999999Z"',
    ],
  ])('%s: nobody', async (_what, filter) => {
    expect(await found(filter)).toEqual([]);
  });

  it('Microsoft Entra ID: the check of a manager', async () => {
    const query = `filter=id eq "${ada.id}" and manager eq "boss-1"&attributes=id`;
    const { body } = await acme.send(`GET /Users?${query}`);
    expect(body.Resources).toEqual([{ schemas: [urns.user], id: ada.id }]);
    const other = await acme.send(`GET /Users?${query.replace('boss-1', 'boss-2')}`);
    expect(other.body.totalResults).toBe(0);
  });

  it('Microsoft Entra ID, its validator: groups by member and by a name in another case', async () => {
    for (const filter of [
      `members.value eq "${ada.id}"`,
      `members eq "${ada.id}"`,
      'displayName eq "cREW"',
      `id eq "${crew.id}" and members[value eq "${ada.id}"]`,
    ]) {
      expect(await found(filter, '/Groups')).toEqual([crew.id]);
    }
    const other = await connectedTenant('entra');
    expect((await other.send(`GET /Groups?filter=members eq "${ada.id}"`)).body.totalResults).toBe(0);
  });
});
