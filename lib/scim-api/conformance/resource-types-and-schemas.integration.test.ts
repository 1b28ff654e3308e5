import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, type ScimClient } from '../../../test/scim';
import { schemas, urns } from '../../scim';

interface Published {
  readonly name: string;
  readonly type: string;
  readonly subAttributes?: readonly Published[];
}

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
});

const read = async (path: string) => (await acme.send(`GET ${path}`)).body;
/** Attributes and their sub-attributes, each with its path. */
const flat = (attributes: readonly Published[], above = ''): [string, Published][] =>
  attributes.flatMap((one) => [
    [above + one.name, one] as [string, Published],
    ...flat(one.subAttributes ?? [], `${above}${one.name}.`),
  ]);

describe('both collections', () => {
  it.each([
    ['/ResourceTypes', ['User', 'Group']],
    ['/Schemas', schemas.map(({ id }) => id)],
  ])('RFC 7644 §4: GET %s is a ListResponse with every entry', async (path, ids) => {
    const body = await read(path);
    expect(body.schemas).toEqual([urns.listResponse]);
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(body).toMatchObject({ totalResults: ids.length, itemsPerPage: ids.length, startIndex: 1 });
  });

  it.each(['/ResourceTypes', '/Schemas'])(
    'RFC 7644 §4: each entry of %s is found at its location',
    async (path) => {
      for (const resource of (await read(path)).Resources) {
        const { pathname } = new URL(resource.meta.location);
        expect(await read(pathname.replace('/scim/v2', ''))).toEqual(resource);
      }
    },
  );

  it.each(['/ResourceTypes/Device', '/Schemas/urn:none', '/Schemas/__proto__'])(
    'RFC 7644 §4: GET %s is 404',
    async (path) => {
      const { status, body } = await acme.send(`GET ${path}`);
      expect(status).toBe(404);
      expect(body).toEqual(errorBody(404));
    },
  );

  it.each(['/ResourceTypes', '/Schemas', '/ServiceProviderConfig'])(
    'RFC 7644 §4: %s takes no notice of projection, sort and pages, and refuses a filter with 403',
    async (path) => {
      const plain = await read(path);
      const query = 'attributes=id&excludedAttributes=name&sortBy=name&startIndex=2&count=0&cursor=';
      expect(await read(`${path}?${query}`)).toEqual(plain);
      const filtered = await acme.send(`GET ${path}?filter=name pr`);
      expect(filtered.status).toBe(403);
      expect(filtered.body).toEqual(errorBody(403));
    },
  );

  it('RFC 7643 §2.1: a schema is found by its URN in any case', async () => {
    expect((await read(`/Schemas/${urns.user.toUpperCase()}`)).id).toBe(urns.user);
  });
});

describe('/ResourceTypes', () => {
  it('RFC 7643 §6: each names its endpoint, its schema and its extensions, and all of them are served', async () => {
    const served = (await read('/Schemas')).Resources.map(({ id }: { id: string }) => id);
    for (const type of (await read('/ResourceTypes')).Resources) {
      expect(type).toMatchObject({ schemas: [urns.resourceType], name: type.id, endpoint: `/${type.id}s` });
      expect(served).toContain(type.schema);
      for (const { schema, required } of type.schemaExtensions) {
        expect(served).toContain(schema);
        expect(required).toBe(false);
      }
      expect((await acme.send(`GET ${type.endpoint}`)).status).toBe(200);
    }
  });

  it('RFC 7643 §6: no extension is required, and a user without one is taken', async () => {
    const { status, body } = await acme.send('POST /Users', { schemas: [urns.user], userName: 'bare' });
    expect([status, body.schemas]).toEqual([201, [urns.user]]);
  });
});

describe('/Schemas', () => {
  it('RFC 7643 §7: each attribute has every characteristic', async () => {
    for (const schema of (await read('/Schemas')).Resources) {
      expect(schema).toMatchObject({ schemas: [urns.schema], name: expect.stringMatching(/\S/) });
      for (const [, attribute] of flat(schema.attributes)) {
        expect(attribute).toMatchObject({
          type: expect.stringMatching(/^(string|boolean|decimal|integer|dateTime|binary|reference|complex)$/),
          multiValued: expect.any(Boolean),
          description: expect.stringMatching(/\S/),
          required: expect.any(Boolean),
          mutability: expect.stringMatching(/^(readOnly|readWrite|immutable|writeOnly)$/),
          returned: expect.stringMatching(/^(always|never|default|request)$/),
          uniqueness: expect.stringMatching(/^(none|server|global)$/),
        });
        if (attribute.type === 'complex') expect(attribute.subAttributes?.length).toBeGreaterThan(0);
        else expect(attribute).toHaveProperty('caseExact', expect.any(Boolean));
      }
    }
  });

  it('RFC 7643 §2.3.8: no complex attribute of a resource has a complex part', async () => {
    for (const urn of [urns.user, urns.group, urns.enterpriseUser]) {
      const parts = flat((await read(`/Schemas/${urn}`)).attributes).filter(([path]) => path.includes('.'));
      expect(parts.filter(([, { type }]) => type === 'complex')).toEqual([]);
    }
  });

  it('RFC 7643 §2.2: an attribute that says nothing else is a text that anybody reads and writes', async () => {
    const { attributes } = await read(`/Schemas/${urns.user}`);
    const nickName = attributes.find(({ name }: Published) => name === 'nickName');
    expect(nickName).toMatchObject({
      type: 'string',
      multiValued: false,
      required: false,
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    });
  });

  it.each([
    [urns.user, 'userName', { required: true, uniqueness: 'server', caseExact: false }],
    [urns.user, 'externalId', { required: false, caseExact: true, uniqueness: 'none' }],
    [urns.user, 'password', { mutability: 'writeOnly', returned: 'never' }],
    [urns.user, 'groups', { mutability: 'readOnly' }],
    [urns.group, 'displayName', { required: true, uniqueness: 'server' }],
    [urns.group, 'externalId', { caseExact: true }],
    [urns.group, 'members.value', { mutability: 'immutable' }],
    [urns.enterpriseUser, 'manager.displayName', { mutability: 'readOnly' }],
  ])('RFC 7643 §8.7: %s prints %s as it is', async (urn, path, characteristics) => {
    const published = new Map(flat((await read(`/Schemas/${urn}`)).attributes));
    expect(published.get(path)).toMatchObject(characteristics);
  });
});
