import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { rotate } from '../../connection';

let acme: ScimClient;
let other: ScimClient;
let ada: { id: string };
let crew: { id: string };

beforeAll(async () => {
  acme = await connectedTenant();
  other = await connectedTenant();
  ada = await made(acme, user('ada', { externalId: 'e-1' }));
  crew = await made(acme, group('Crew', [ada.id]));
});

describe('credentials', () => {
  it.each([
    ['none', ''],
    ['no scheme', 'non-token'],
    ['another scheme', 'Basic YTpi'],
    ['two keys', 'Bearer a b'],
    ['an unknown key', `Bearer mst_${'a'.repeat(46)}`],
    ['another issuer’s token', 'Bearer eyJhbGciOiJub25lIn0.e30.'],
  ])('RFC 7644 §2: %s is 401 with an Error and a challenge', async (_what, header) => {
    const { status, headers, body } = await acme.send('GET /Users', undefined, {
      headers: { Authorization: header },
    });
    expect(status).toBe(401);
    expect(body).toEqual(errorBody(401));
    expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('RFC 7644 §3.12: a key that was revoked is 401 with the next request', async () => {
    const client = await connectedTenant();
    expect((await client.send('GET /Users')).status).toBe(200);
    await rotate({ tenantId: client.tenantId, actor: { kind: 'operator' } });
    const { status, body } = await client.send('GET /Users');
    expect(status).toBe(401);
    expect(body).toEqual(errorBody(401));
  });

  it('RFC 7644 §7.4: a key is long and random', () => {
    expect(acme.apiKey).toMatch(/^mst_[0-9A-Za-z]{46}$/);
    expect(acme.apiKey).not.toBe(other.apiKey);
  });

  it('RFC 7643 §5: discovery takes a key, too', async () => {
    const { status } = await acme.send('GET /ServiceProviderConfig', undefined, {
      headers: { Authorization: '' },
    });
    expect(status).toBe(401);
  });
});

describe('tenants', () => {
  it.each([
    ['GET', undefined],
    ['PUT', user('ada')],
    ['PATCH', patchOp({ op: 'replace', path: 'active', value: false })],
    ['DELETE', undefined],
  ])('RFC 7644 §6: %s of another tenant’s id is 404, as one of nobody is', async (method, sent) => {
    const foreign = await other.send(`${method} /Users/${ada.id}`, sent);
    const nobody = ada.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const missing = await other.send(`${method} /Users/${nobody}`, sent);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(errorBody(404));
    expect(foreign.text.replace(ada.id, '')).toBe(missing.text.replace(nobody, ''));
    expect((await acme.send(`GET /Users/${ada.id}`)).body.active).toBe(true);
  });

  it('RFC 7644 §6: lists, filters and .search show a tenant its own alone', async () => {
    for (const request of ['GET /Users', 'GET /Groups', 'GET /', `GET /Users?filter=id eq "${ada.id}"`]) {
      expect((await other.send(request)).body).toMatchObject({ totalResults: 0, Resources: [] });
    }
    expect((await acme.send('GET /')).body.totalResults).toBe(2);
  });

  it('RFC 7643 §3.1: externalId and userName are the tenant’s own; another one may have the same', async () => {
    const same = await made(other, user('ada', { externalId: 'e-1' }));
    expect(same.id).not.toBe(ada.id);
    const found = await other.send('GET /Users?filter=externalId eq "e-1"');
    expect(found.body.Resources.map(({ id }: { id: string }) => id)).toEqual([same.id]);
    await other.send(`DELETE /Users/${same.id}`);
    expect((await acme.send(`GET /Groups/${crew.id}`)).body.members).toHaveLength(1);
  });

  it('RFC 7644 §3.12: what the rules of the house forbid to a client that is known is 403', async () => {
    const answer = await acme.send('GET /Schemas?filter=id pr');
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(errorBody(403));
  });
});
