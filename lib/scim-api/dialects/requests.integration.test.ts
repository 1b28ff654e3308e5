import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

// What identity providers do with headers, addresses and credentials that the RFCs do not ask for.

let acme: ScimClient;
let ada: { id: string };

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(acme, user('ada@example.org', { externalId: 'e 1' }));
});

const get = (path: string, headers: Record<string, string> = {}) =>
  acme.send(`GET ${path}`, undefined, { headers });

describe('headers', () => {
  it('Okta: a body of application/json, an answer of application/scim+json', async () => {
    const { status, headers } = await acme.send('POST /Users', user('okta'), {
      headers: { 'Content-Type': 'application/json; charset=utf-8', Accept: 'application/scim+json' },
    });
    expect([status, headers.get('content-type')]).toEqual([201, 'application/scim+json']);
  });

  it('Okta: GET and DELETE with a Content-Type and Accept-Charset, but no body', async () => {
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Accept-Charset': 'utf-8' };
    expect((await get(`/Users/${ada.id}`, headers)).body.id).toBe(ada.id);
    const { id } = await made(acme, user('gone'));
    const { status } = await acme.send(`DELETE /Users/${id}`, undefined, {
      headers: { ...headers, 'Content-Type': 'text/plain' },
    });
    expect(status).toBe(204);
  });

  it('Microsoft Entra ID, OneLogin: an Adscimversion header, and no User-Agent', async () => {
    const { body } = await get(`/Users/${ada.id}`, { Adscimversion: '2.0', 'User-Agent': '' });
    expect(body.id).toBe(ada.id);
  });

  it.each(['GET /Users/nobody', 'GET /Users?filter=x', 'POST /Users', 'PUT /Nothing'])(
    'Microsoft Entra ID: %s is refused in application/scim+json, too',
    async (request) => {
      const { status, headers } = await acme.send(request, request.startsWith('GET') ? undefined : {});
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get('content-type')).toBe('application/scim+json');
    },
  );
});

describe('addresses', () => {
  it.each([
    ['Okta’s tests: blanks and quotes as they are', '/Users?filter=userName eq "ada@example.org"'],
    ['Microsoft’s validator: blanks as “+”, @ as %40', '/Users?filter=userName+eq+%22ada%40example.org%22'],
    ['Microsoft’s gallery tests: %20', '/Users?filter=userName%20eq%20%22ada@example.org%22'],
    [
      'Microsoft Entra ID: a flag in the tenant URL',
      '/Users?aadOptscim062020&filter=userName eq "ada@example.org"',
    ],
    ['Microsoft Entra ID: a slash before the query', '/Users/?filter=userName eq "ada@example.org"'],
    [
      'Microsoft’s Postman collection: startindex, from 0',
      '/Users?startindex=0&count=1&filter=externalId pr',
    ],
    ['Okta: the look-up with its page', '/Users?filter=userName eq "ada@example.org"&startIndex=1&count=100'],
    ['Bitwarden: runs of blanks', '/Users?filter=userName  eq   "ada@example.org"'],
  ])('%s', async (_what, path) => {
    const { status, body } = await get(path);
    expect([status, body.startIndex, body.totalResults, body.Resources[0].id]).toEqual([200, 1, 1, ada.id]);
  });

  it('Microsoft Entra ID: the flag in the tenant URL of a write', async () => {
    const made = await acme.send('POST /Users/?AzureAdScimPatch062020', user('flagged'));
    expect(made.status).toBe(201);
    const rename = patchOp({ op: 'Replace', path: 'title', value: 'Dr' });
    const { status, body } = await acme.send(`PATCH /Users/${made.body.id}/?aadOptscim062020`, rename);
    expect([status, body.title]).toEqual([200, 'Dr']);
  });

  it('JumpCloud: the SCIM URI ends without a slash; Okta: its host and path have no “_”', () => {
    expect(acme.scimUri).toMatch(/\/scim\/v2$/);
    expect(acme.scimUri).not.toContain('_');
  });
});

describe('credentials', () => {
  it.each([
    ['Okta’s tests: no scheme', 'non-token'],
    ['Okta, in its “HTTP Header” mode without “Bearer”', 'the key'],
    ['PingOne, Keycloak: Basic', `Basic ${Buffer.from('scim:the key').toString('base64')}`],
    [
      'Microsoft Entra ID without a secret: its own token',
      'Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI4YWRmOGU2ZSJ9.c2ln',
    ],
  ])('%s: 401 that says what to send', async (_what, header) => {
    const { status, headers, body } = await get('/Users', {
      Authorization: header.replace('the key', acme.apiKey),
    });
    expect(status).toBe(401);
    expect(body).toEqual(errorBody(401));
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});

describe('many at once', () => {
  it('Microsoft Entra ID: tests and synchronization in parallel, more than 25 a second', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        i % 2 ? get(`/Users/${ada.id}`) : acme.send('POST /Users', user(`p${i}`)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, i) => (i % 2 ? 200 : 201)));
  });
});

describe('discovery', () => {
  it('Microsoft Entra ID: /Schemas is a list without a null in it, with every name in camelCase', async () => {
    const { text, body } = await get('/Schemas');
    expect(body).toMatchObject({ schemas: [urns.listResponse], Resources: expect.any(Array) });
    expect(text).not.toContain('null');
    for (const { attributes } of body.Resources)
      for (const { name } of attributes) expect(name).toMatch(/^[a-z$]/);
  });

  it('Microsoft’s gallery tests: externalId and Group are listed; canonical values for types, not for titles', async () => {
    const attribute = async (urn: string, name: string) =>
      (await get(`/Schemas/${urn}`)).body.attributes.find((one: { name: string }) => one.name === name);
    expect(await attribute(urns.user, 'externalId')).toBeDefined();
    expect(await attribute(urns.group, 'externalId')).toBeDefined();
    const types = (await attribute(urns.user, 'phoneNumbers')).subAttributes.find(
      (one: { name: string }) => one.name === 'type',
    );
    expect(types.canonicalValues).toEqual(expect.arrayContaining(['work', 'mobile', 'fax']));
    for (const name of ['title', 'locale', 'timezone'])
      expect(await attribute(urns.user, name)).not.toHaveProperty('canonicalValues');
  });

  it('authentik: /ServiceProviderConfig is read first, and tells a number of bulk operations', async () => {
    expect((await get('/ServiceProviderConfig')).body.bulk.maxOperations).toBeGreaterThan(0);
  });

  it('scim2-models: nextCursor is there only where a cursor was asked for, and the base URN is the first', async () => {
    expect((await get('/Users?count=1')).body).not.toHaveProperty('nextCursor');
    const extended = {
      schemas: [urns.enterpriseUser, urns.user],
      userName: 'jc',
      [urns.enterpriseUser]: { division: 'D' },
    };
    expect((await made(acme, extended)).schemas).toEqual([urns.user, urns.enterpriseUser]);
  });
});
