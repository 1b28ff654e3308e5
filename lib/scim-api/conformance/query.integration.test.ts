import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
  const ids: string[] = [];
  for (const name of ['ada', 'bea', 'cid'])
    ids.push((await made(acme, user(name, { displayName: name }))).id);
  await made(acme, group('Crew', ids));
});

const get = (path: string) => acme.send(`GET ${path}`);
const search = (path: string, more: object) =>
  acme.send(`POST ${path}`, { schemas: [urns.searchRequest], ...more });
const ids = (body: { Resources: { id: string }[] }) => body.Resources.map(({ id }) => id);

describe('ListResponse (RFC 7644 §3.4.2)', () => {
  it('RFC 7644 §3.4.2: has its URN, three counters that are numbers, and the resources', async () => {
    const { status, body } = await get('/Users');
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['schemas', 'totalResults', 'startIndex', 'itemsPerPage', 'Resources']);
    expect(body).toMatchObject({
      schemas: [urns.listResponse],
      totalResults: 3,
      startIndex: 1,
      itemsPerPage: 3,
    });
    expect(body.Resources).toHaveLength(3);
  });

  it('RFC 7644 §3.4.2: a part of the result says where it begins and how long it is', async () => {
    const { body } = await get('/Users?startIndex=2&count=1');
    expect(body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(body.Resources).toHaveLength(1);
  });

  it.each(['/Users', '/Groups', '/'])(
    'RFC 7644 §3.4.2: nothing that matches in %s is 200 with no results',
    async (path) => {
      const { status, body } = await get(`${path}?filter=externalId eq "nobody"`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ totalResults: 0, itemsPerPage: 0, Resources: [] });
    },
  );

  it('RFC 7644 §3.9: shows of each resource what is asked for', async () => {
    const { body } = await get('/Users?attributes=userName&count=1');
    expect(body.Resources).toEqual([{ schemas: [urns.user], id: expect.any(String), userName: 'ada' }]);
    const groups = await get('/Groups?excludedAttributes=members,meta');
    expect(groups.body.Resources).toEqual([
      { schemas: [urns.group], id: expect.any(String), displayName: 'Crew' },
    ]);
  });
});

describe('the root (RFC 7644 §3.4.2.1)', () => {
  it('RFC 7644 §3.4.2.1: spans the resource types', async () => {
    const { body } = await get('/');
    expect(body.totalResults).toBe(4);
    const types = body.Resources.map(({ meta }: { meta: { resourceType: string } }) => meta.resourceType);
    expect(types).toEqual(['User', 'User', 'User', 'Group']);
  });

  it('RFC 7644 §3.4.2.1: an attribute that a type does not have has no value there', async () => {
    expect((await get('/?filter=userName eq "ada"')).body.totalResults).toBe(1);
    expect((await get('/?filter=members pr')).body.totalResults).toBe(1);
    expect((await get('/?filter=not (userName pr)')).body.totalResults).toBe(1);
    expect((await get('/?filter=meta.resourceType eq "Group"')).body.totalResults).toBe(1);
    expect((await get('/?filter=displayName pr')).body.totalResults).toBe(4);
  });

  it('RFC 7644 §3.4.2.4: is paged over the types, once each', async () => {
    const walked: string[] = [];
    for (const startIndex of [1, 3])
      walked.push(...ids((await get(`/?startIndex=${startIndex}&count=2`)).body));
    expect(walked).toEqual(ids((await get('/')).body));
    expect((await get('/?count=0')).body).toMatchObject({ totalResults: 4, itemsPerPage: 0 });
  });
});

describe('POST to .search (RFC 7644 §3.4.3)', () => {
  it.each<[string, string, object]>([
    [
      '/Users',
      'filter=userName ge "b"&sortBy=userName&sortOrder=descending&attributes=userName,meta.location',
      {
        filter: 'userName ge "b"',
        sortBy: 'userName',
        sortOrder: 'descending',
        attributes: ['userName', 'meta.location'],
      },
    ],
    [
      '/Users',
      'startIndex=2&count=1&excludedAttributes=meta,name',
      { startIndex: 2, count: 1, excludedAttributes: ['meta', 'name'] },
    ],
    ['/Groups', 'filter=members pr', { filter: 'members pr' }],
    ['/Users', 'count=0', { count: 0 }],
    ['', 'filter=displayName co "c"&count=5', { filter: 'displayName co "c"', count: 5 }],
  ])('RFC 7644 §3.4.3: %s/.search answers as GET with %s', async (path, query, parameters) => {
    const expected = await get(`${path || '/'}?${query}`);
    const { status, headers, body } = await search(`${path}/.search`, parameters);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/scim+json');
    expect(body).toEqual(expected.body);
    expect(body.schemas).toEqual([urns.listResponse]);
  });

  it.each([[{}], [{ schemas: [urns.listResponse] }], [{ schemas: [] }], [{ schemas: urns.searchRequest }]])(
    'RFC 7644 §3.4.3: %j is no SearchRequest: 400 invalidSyntax',
    async (body) => {
      for (const path of ['/.search', '/Users/.search', '/Groups/.search']) {
        const answer = await acme.send(`POST ${path}`, body);
        expect(answer.status).toBe(400);
        expect(answer.body).toEqual(errorBody(400, 'invalidSyntax'));
      }
    },
  );

  it.each([
    [{ attributes: { a: 1 } }],
    [{ count: 'many' }],
    [{ startIndex: 1.5 }],
    [{ filter: 17 }],
    [{ sortBy: [] }],
    [{ sortOrder: 'sideways' }],
  ])('RFC 7644 §3.12: %j is 400 invalidValue', async (parameters) => {
    const { status, body } = await search('/Users/.search', parameters);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect(body.detail).toContain(Object.keys(parameters)[0]);
  });
});
