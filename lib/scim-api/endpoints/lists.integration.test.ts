import { beforeAll, describe, expect, it, test } from 'vitest';
import { connectedTenant, group, type ScimClient, user } from '../../../test/scim';
import { cursorTimeout, type Query, urns } from '../../scim';
import { readCursor, writeCursor } from './cursor';

let acme: ScimClient;
let other: ScimClient;

const people = [
  {
    userName: 'bea',
    title: 'b',
    name: { familyName: 'Öhm' },
    emails: [{ value: 'z@x' }, { value: 'a@x', primary: true }],
  },
  { userName: 'Ada', title: 'B', emails: [{ value: 'c@x' }], externalId: 'b' },
  { userName: 'cid', active: false, externalId: 'B' },
  { userName: 'dot', title: 'a', name: { familyName: 'zett' }, externalId: 'a' },
  { userName: 'eve', title: 'c%_', [urns.enterpriseUser]: { department: 'D' } },
];

beforeAll(async () => {
  acme = await connectedTenant();
  other = await connectedTenant();
  const ids: string[] = [];
  for (const { userName, ...more } of people) {
    ids.push((await acme.send('POST /Users', user(userName, more))).body.id);
  }
  await acme.send('POST /Groups', group('Crew', ids.slice(0, 2)));
  await acme.send('POST /Groups', group('Board', ids.slice(1, 2)));
});

const names = (body: { Resources: { userName?: string; displayName?: string }[] }) =>
  body.Resources.map(({ userName, displayName }) => userName ?? displayName).join(' ');

describe('index pages (RFC 7644 §3.4.2.4)', () => {
  it.each([
    ['', 'bea Ada cid dot eve', 5, 1],
    ['?count=2', 'bea Ada', 5, 1],
    ['?startIndex=2&count=2', 'Ada cid', 5, 2],
    ['?startIndex=5&count=2', 'eve', 5, 5],
    ['?startIndex=6', '', 5, 6],
    ['?startIndex=-3&count=1', 'bea', 5, 1],
    ['?count=0', '', 5, 1],
    ['?count=-1', '', 5, 1],
    ['?filter=title%20pr&count=2', 'bea Ada', 4, 1],
    ['?filter=userName%20eq%20%22nobody%22', '', 0, 1],
  ])('GET /Users%s', async (query, expected, totalResults, startIndex) => {
    const { status, body } = await acme.send(`GET /Users${query}`);
    expect(status).toBe(200);
    const itemsPerPage = expected === '' ? 0 : expected.split(' ').length;
    expect(body).toMatchObject({ schemas: [urns.listResponse], totalResults, startIndex, itemsPerPage });
    expect(names(body)).toBe(expected);
    expect(body).not.toHaveProperty('nextCursor');
  });
});

describe('sort (RFC 7644 §3.4.2.3)', () => {
  it.each([
    ['userName', 'Ada bea cid dot eve'],
    ['userName&sortOrder=descending', 'eve dot cid bea Ada'],
    ['USERNAME&sortOrder=Descending', 'eve dot cid bea Ada'],
    // Equal without case: in the order of creation; without a value last.
    ['title', 'dot bea Ada eve cid'],
    ['title&sortOrder=descending', 'cid eve bea Ada dot'],
    // Exact case: capitals first.
    ['externalId', 'cid dot Ada bea eve'],
    ['name.familyName', 'dot bea Ada cid eve'],
    // The primary value, else the first.
    ['emails', 'bea Ada cid dot eve'],
    ['emails.value', 'bea Ada cid dot eve'],
    ['active', 'cid bea Ada dot eve'],
    ['meta.created&sortOrder=descending', 'eve dot cid Ada bea'],
    [`${urns.enterpriseUser}:department`, 'eve bea Ada cid dot'],
    ['groups.display', 'bea Ada cid dot eve'],
    ['groups.display&sortOrder=descending', 'cid dot eve bea Ada'],
    [`id&filter=title%20pr`, 'bea Ada dot eve'],
  ])('by %s', async (sortBy, expected) => {
    const { body } = await acme.send(`GET /Users?sortBy=${sortBy}`);
    expect(names(body)).toBe(expected);
  });

  it.each([
    ['emials', /did you mean `emails`/],
    ['name', /one part of `name`, such as `name.formatted`/],
    ['password', /nothing is sorted by `password`/],
    ['userName&sortOrder=up', /“ascending” or “descending”/],
  ])('by %s is refused', async (sortBy, detail) => {
    const { status, body } = await acme.send(`GET /Users?sortBy=${sortBy}`);
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect(body.detail).toMatch(detail);
  });
});

/** Walks a list by cursor, so many at a time, and tells each page. */
async function walk(client: ScimClient, path: string, count: number): Promise<string[]> {
  const pages: string[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const joint = path.includes('?') ? '&' : '?';
    const { status, body } = await client.send(`GET ${path}${joint}count=${count}&cursor=${cursor}`);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('startIndex');
    expect(body.totalResults).toBe((await client.send(`GET ${path}${joint}count=0`)).body.totalResults);
    pages.push(names(body));
    cursor = body.nextCursor;
    expect(cursor ?? 'x').toMatch(/^[\w.~-]+$/);
  }
  return pages;
}

describe('cursor pages (RFC 9865)', () => {
  it.each([
    ['/Users', 2, ['bea Ada', 'cid dot', 'eve']],
    ['/Users', 5, ['bea Ada cid dot eve']],
    ['/Users?filter=title%20pr', 3, ['bea Ada dot', 'eve']],
    ['/Users?sortBy=title', 2, ['dot bea', 'Ada eve', 'cid']],
    ['/Users?sortBy=title&sortOrder=descending', 2, ['cid eve', 'bea Ada', 'dot']],
    ['/Users?sortBy=name.familyName', 1, ['dot', 'bea', 'Ada', 'cid', 'eve']],
    ['/Users?sortBy=active', 2, ['cid bea', 'Ada dot', 'eve']],
    ['/Users?sortBy=meta.created&sortOrder=descending', 2, ['eve dot', 'cid Ada', 'bea']],
    ['/Users?sortBy=emails', 2, ['bea Ada', 'cid dot', 'eve']],
    ['/Groups', 1, ['Crew', 'Board']],
    ['/Users?filter=userName%20eq%20%22nobody%22', 2, ['']],
  ])('%s, %i at a time', async (path, count, pages) => {
    expect(await walk(acme, path, count)).toEqual(pages);
  });

  it('loses and repeats nobody while rows come and go', async () => {
    const client = await connectedTenant();
    const ids: string[] = [];
    for (const name of 'abcdef') ids.push((await client.send('POST /Users', user(name))).body.id);
    const first = await client.send('GET /Users?count=2&cursor=');
    await client.send(`DELETE /Users/${ids[0]}`);
    await client.send(`DELETE /Users/${ids[2]}`);
    await client.send('POST /Users', user('g'));
    const second = await client.send(`GET /Users?count=2&cursor=${first.body.nextCursor}`);
    const third = await client.send(`GET /Users?count=2&cursor=${second.body.nextCursor}`);
    expect([first, second, third].map(({ body }) => names(body))).toEqual(['a b', 'd e', 'f g']);
    expect(third.body).not.toHaveProperty('nextCursor');
  });

  it('takes a cursor only for the list, the filter, the order and the tenant it was given out for', async () => {
    const { body } = await acme.send('GET /Users?count=1&cursor=');
    const { nextCursor } = body;
    const forged = `${nextCursor.slice(0, 8)}${nextCursor[8] === 'A' ? 'B' : 'A'}${nextCursor.slice(9)}`;
    for (const [client, request] of [
      [acme, `GET /Groups?count=1&cursor=${nextCursor}`],
      [acme, `GET /Users?filter=title%20pr&cursor=${nextCursor}`],
      [acme, `GET /Users?sortBy=title&cursor=${nextCursor}`],
      [other, `GET /Users?count=1&cursor=${nextCursor}`],
      [acme, `GET /Users?cursor=${forged}`],
      [acme, 'GET /Users?cursor=nonsense'],
      [acme, `GET /Users?cursor=${nextCursor}.x`],
      [acme, 'GET /Users?cursor=a.b.c'],
    ] as const) {
      const answer = await client.send(request);
      expect([request, answer.status, answer.body.scimType]).toEqual([request, 400, 'invalidCursor']);
    }
    expect((await acme.send(`GET /Users?count=3&cursor=${nextCursor}`)).status).toBe(200);
  });

  test('a cursor expires', () => {
    const query: Query = { descending: false, startIndex: 1, count: 1 };
    const walked = { tenantId: 't', endpoint: '/Users', query };
    const cursor = { end: { key: 'k', id: 'i' }, total: 7 };
    const written = writeCursor(cursor, walked, 0);
    expect(readCursor(written, walked, cursorTimeout * 1000)).toEqual(cursor);
    expect(() => readCursor(written, walked, cursorTimeout * 1000 + 1)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'expiredCursor' }),
    );
  });
});

describe('POST to .search (RFC 7644 §3.4.3)', () => {
  const search = (more: object) => ({ schemas: [urns.searchRequest], ...more });

  it('answers as the GET with the same parameters', async () => {
    const { status, body } = await acme.send(
      'POST /Users/.search',
      search({ filter: 'title pr', attributes: ['userName'], sortBy: 'userName', startIndex: 2, count: 2 }),
    );
    const get = await acme.send(
      'GET /Users?filter=title%20pr&attributes=userName&sortBy=userName&startIndex=2&count=2',
    );
    expect([status, body]).toEqual([200, get.body]);
    expect(names(body)).toBe('bea dot');
  });

  it('pages by cursor', async () => {
    const { body } = await acme.send('POST /Users/.search', search({ cursor: '', count: 3 }));
    const next = await acme.send('POST /Users/.search', search({ cursor: body.nextCursor, count: 3 }));
    expect([names(body), names(next.body)]).toEqual(['bea Ada cid', 'dot eve']);
  });

  it.each([
    ['/.search', { filter: 'displayName pr or title pr' }, 'bea Ada dot eve Crew Board', 6],
    ['/.search', { filter: 'meta.resourceType eq "Group"' }, 'Crew Board', 2],
    ['/.search', { startIndex: 5, count: 2 }, 'eve Crew', 7],
    ['/.search', { startIndex: 7 }, 'Board', 7],
    ['/Groups/.search', { filter: 'members.display eq "ADA"' }, 'Crew Board', 2],
  ])('%s %j', async (path, request, expected, totalResults) => {
    const { status, body } = await acme.send(`POST ${path}`, search(request));
    expect([status, names(body), body.totalResults]).toEqual([200, expected, totalResults]);
  });

  it('GET of the root spans users and groups', async () => {
    const { body } = await acme.send('GET /?filter=title%20eq%20%22a%22%20or%20displayName%20sw%20%22cr%22');
    expect(names(body)).toBe('dot Crew');
  });

  it.each([
    [{}, 'invalidSyntax'],
    [{ schemas: [urns.user] }, 'invalidSyntax'],
    [search({ filter: 5 }), 'invalidValue'],
    [search({ count: 'many' }), 'invalidValue'],
    [search({ filter: 'userName eq' }), 'invalidFilter'],
    [search({ attributes: ['a'], excludedAttributes: ['b'] }), 'invalidValue'],
  ])('refuses %j', async (body, scimType) => {
    const answer = await acme.send('POST /Users/.search', body);
    expect([answer.status, answer.body.scimType]).toEqual([400, scimType]);
  });

  it.each(['GET /Users/.search', 'PUT /.search', 'DELETE /Groups/.search'])('%s is 405', async (request) => {
    const answer = await acme.send(request, request.startsWith('PUT') ? {} : undefined);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
