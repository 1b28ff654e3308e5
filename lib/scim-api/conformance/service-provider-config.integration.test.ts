import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
// biome-ignore lint/suspicious/noExplicitAny: the published document, whose shape is what is tested.
let config: any;

beforeAll(async () => {
  acme = await connectedTenant();
  config = (await acme.send('GET /ServiceProviderConfig')).body;
});

describe('what is published', () => {
  it('RFC 7644 §4: one object of the ServiceProviderConfig schema', () => {
    expect(config.schemas).toEqual([urns.serviceProviderConfig]);
    expect(config.meta).toEqual({
      resourceType: 'ServiceProviderConfig',
      location: `${acme.scimUri}/ServiceProviderConfig`,
    });
  });

  it.each(['patch', 'changePassword', 'sort', 'etag'])('RFC 7643 §5: %s.supported is a boolean', (name) => {
    expect(config[name]).toEqual({ supported: expect.any(Boolean) });
  });

  it('RFC 7643 §5: bulk and filter tell their limits', () => {
    expect(config.bulk).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 1048576 });
    expect(config.filter).toEqual({ supported: true, maxResults: 1000 });
  });

  it('RFC 7643 §5: each authentication scheme has a type of the list, a name and a description', () => {
    expect(config.authenticationSchemes.length).toBeGreaterThan(0);
    for (const scheme of config.authenticationSchemes) {
      expect(['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']).toContain(scheme.type);
      expect(scheme).toMatchObject({
        name: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\S/),
      });
    }
  });

  it('RFC 9865 §4: pagination tells both methods, their default and their limits', () => {
    expect(config.pagination).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
      cursorTimeout: 3600,
    });
  });

  it('has no member that its published schema does not have', async () => {
    const { body: schema } = await acme.send(`GET /Schemas/${urns.serviceProviderConfig}`);
    const names = schema.attributes.map(({ name }: { name: string }) => name);
    const own = Object.keys(config).filter((name) => name !== 'schemas' && name !== 'meta');
    expect(names).toEqual(expect.arrayContaining(own));
  });
});

describe('RFC 7644 §4: what is promised is so', () => {
  it('patch, sort, filter, etag and pages by cursor work', async () => {
    const ada = await made(acme, user('ada'));
    await made(acme, user('Bea'));
    const patched = await acme.send(
      `PATCH /Users/${ada.id}`,
      patchOp({ op: 'add', path: 'title', value: 'Dr' }),
      { headers: { 'If-Match': ada.meta.version } },
    );
    expect(patched.body.title).toBe('Dr');
    expect(patched.headers.get('etag')).not.toBe(ada.meta.version);
    const query = 'sortBy=userName&sortOrder=descending&filter=userName pr&count=1&cursor';
    const { body } = await acme.send(`GET /Users?${query}`);
    expect(body).toMatchObject({ totalResults: 2, nextCursor: expect.any(String) });
    expect(body.Resources[0].userName).toBe('Bea');
  });

  it('the largest page is as large as it says', async () => {
    const { body } = await acme.send(`GET /Users?count=${config.filter.maxResults + 1}`);
    expect(body.totalResults).toBe(2);
    const { maxOperations } = config.bulk;
    const Operations = Array(maxOperations + 1).fill({ method: 'DELETE', path: '/Users/x' });
    const tooMany = await acme.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations });
    expect(tooMany.status).toBe(413);
    const right = { schemas: [urns.bulkRequest], Operations: Operations.slice(0, 2) };
    expect((await acme.send('POST /Bulk', right)).status).toBe(200);
  });

  it('changing a password is denied, and a password changes nothing', async () => {
    const cid = await made(acme, user('cid', { password: 'first-secret-1' }));
    const operation = { op: 'replace', path: 'password', value: 'second-secret-2' };
    const { body } = await acme.send(`PATCH /Users/${cid.id}`, patchOp(operation));
    expect(config.changePassword.supported).toBe(false);
    expect(body).toEqual(cid);
  });
});
