import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, door, errorBody, made, type ScimClient, user } from '../../../test/scim';

let acme: ScimClient;
let ada: { id: string };

beforeAll(async () => {
  acme = await connectedTenant();
  ada = await made(acme, user('ada', { name: { familyName: 'Lovelace' } }));
});

describe('media types', () => {
  it.each([
    [undefined, 'application/scim+json'],
    ['*/*', 'application/scim+json'],
    ['application/scim+json', 'application/scim+json'],
    ['application/json', 'application/json'],
    ['text/html, application/json;q=0.9', 'application/json'],
  ])('RFC 7644 §3.8: Accept %s is answered in %s', async (accept, type) => {
    const headers: Record<string, string> = accept === undefined ? {} : { Accept: accept };
    const { headers: answered, body } = await acme.send(`GET /Users/${ada.id}`, undefined, { headers });
    expect(answered.get('content-type')).toBe(type);
    expect(body.userName).toBe('ada');
  });

  it.each([
    'application/scim+json',
    'application/json',
    'application/scim+json; charset=utf-8',
    'Application/JSON',
  ])('RFC 7644 §3.1: a body of %s is read', async (type) => {
    const { status, body } = await acme.send(`PUT /Users/${ada.id}`, user('ada', { title: type }), {
      headers: { 'Content-Type': type },
    });
    expect([status, body.title]).toEqual([200, type]);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data'])(
    'RFC 9110 §15.5.16: a body of %s is 415 with an Error',
    async (type) => {
      const { status, body } = await acme.send('POST /Users', user('bea'), {
        headers: { 'Content-Type': type },
      });
      expect(status).toBe(415);
      expect(body).toEqual(errorBody(415));
      expect(body.detail).toContain('application/scim+json');
    },
  );

  it('RFC 9110 §8.4: a compressed body is 415 with an Error, which says why', async () => {
    const { status, body } = await acme.send('POST /Users', undefined, {
      headers: { 'Content-Type': 'application/scim+json', 'Content-Encoding': 'gzip' },
      raw: gzipSync(JSON.stringify(user('bea'))),
    });
    expect([status, body]).toEqual([415, errorBody(415)]);
    expect(body.detail).toContain('gzip');
    const plain = await acme.send('POST /Users', user('bea'), {
      headers: { 'Content-Encoding': 'Identity' },
    });
    expect(plain.status).toBe(201);
  });

  it('RFC 7644 §3.8: bodies are UTF-8 both ways', async () => {
    const userName = 'Åsa Ωmega 山田 🦉';
    const sent = await made(acme, user(userName));
    const { body } = await acme.send(`GET /Users/${sent.id}`);
    expect([sent.userName, body.userName]).toEqual([userName, userName]);
  });
});

describe('addresses', () => {
  it('RFC 7644 §1.2: percent-encoded addresses are decoded', async () => {
    const encoded = ada.id.replaceAll('-', '%2D');
    const { body } = await acme.send(`GET /%55sers/${encoded}`);
    expect(body.id).toBe(ada.id);
    const listed = await acme.send('GET /Users?filter=user%4Eame%20eq%20%22ada%22');
    expect(listed.body.Resources).toHaveLength(1);
  });

  it.each(['?foo=bar', '?aadOptscim062020', '?foo&count=1', '/?foo='])(
    'RFC 7644 §3.4.2: query parameters that it does not know are ignored, also without a value (%s)',
    async (query) => {
      const { status, body } = await acme.send(`GET /Users${query}`);
      expect(status).toBe(200);
      expect(body.Resources[0].id).toBe(ada.id);
    },
  );

  it.each(['/scim/v1/Users', '/scim/v3', '/scim/v2.1/Users', '/scim/V1/Groups'])(
    'RFC 7644 §3.13: a version of the protocol that is not spoken is 400 invalidVers (%s)',
    async (path) => {
      const response = await door(
        new Request(new URL(path, acme.scimUri), { headers: { Authorization: `Bearer ${acme.apiKey}` } }),
      );
      expect(response.status).toBe(400);
      const body = await response.json();
      expect(body).toEqual(errorBody(400, 'invalidVers'));
      expect(body.detail).toContain('/scim/v2');
    },
  );

  it.each(['/Nothing', '/Users/x/y', '/users', '/Users/x/.search', '/Bulk/x', '/ServiceProviderConfig/x'])(
    'RFC 7644 §3.12: what is not there (%s) is 404 with an Error',
    async (path) => {
      const { status, headers, body } = await acme.send(`GET ${path}`);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toBe('application/scim+json');
      expect(body).toEqual(errorBody(404));
    },
  );
});

describe('methods', () => {
  it.each([
    ['POST /ServiceProviderConfig', 'GET'],
    ['PUT /ResourceTypes', 'GET'],
    ['PATCH /Schemas', 'GET'],
    ['DELETE /Schemas', 'GET'],
    ['DELETE /Users', 'GET, POST'],
    ['PUT /Groups', 'GET, POST'],
    ['POST /Users/x', 'GET, PUT, PATCH, DELETE'],
    ['GET /Bulk', 'POST'],
  ])('RFC 9110 §15.5.6: %s is 405 and Allow says %s', async (request, allow) => {
    const { status, headers, body } = await acme.send(request, request.startsWith('POST') ? {} : undefined);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allow);
    expect(body).toEqual(errorBody(405));
  });
});

describe('bodies', () => {
  it.each(['{"userName":', '[]', '"ada"', 'null', '17', ''])(
    'RFC 7644 §3.12: %s as the body is 400 invalidSyntax',
    async (raw) => {
      const { status, body } = await acme.send('POST /Users', undefined, {
        raw,
        headers: { 'Content-Type': 'application/scim+json' },
      });
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'invalidSyntax'));
    },
  );
});
