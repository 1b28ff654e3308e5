import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, group, made, type ScimClient, user } from '../../../test/scim';
import { rotate } from '../../connection';
import { urns } from '../../scim';

let acme: ScimClient;
let other: ScimClient;
const names = ['ada', 'bea', 'cid', 'dot', 'eve'];

beforeAll(async () => {
  acme = await connectedTenant();
  other = await connectedTenant();
  for (const name of names) await made(acme, user(name));
  for (const name of names) await made(other, user(name));
  await made(acme, group('Crew'));
  await made(acme, group('Board'));
});

const get = (query: string, client = acme) => client.send(`GET /Users?${query}`);
const first = async () => (await get('count=2&cursor=')).body.nextCursor as string;

describe('a walk by cursor', () => {
  it.each(['cursor', 'cursor='])(
    'RFC 9865 §2: begins with an empty one (%s), and ends without one',
    async (begin) => {
      const seen: string[] = [];
      let query = begin;
      for (let page = 0; query !== '' && page < 9; page++) {
        const { status, body } = await get(`count=2&${query}`);
        expect([status, body.totalResults]).toEqual([200, 5]);
        expect(body).not.toHaveProperty('previousCursor');
        expect(body).not.toHaveProperty('startIndex');
        expect(body.itemsPerPage).toBe(body.Resources.length);
        seen.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
        expect(body.nextCursor === undefined).toBe(seen.length === names.length);
        query = body.nextCursor ? `cursor=${body.nextCursor}` : '';
      }
      expect(seen).toEqual(names);
    },
  );

  it('RFC 9865 §2: a cursor has letters that a URL takes as they are', async () => {
    const cursor = await first();
    expect(cursor).toMatch(/^[\w.~-]+$/);
    expect(encodeURIComponent(cursor)).toBe(cursor);
  });

  it.each([
    ['count=0', 0, false],
    ['count=-3', 0, false],
    ['count=3', 3, true],
    ['count=5', 5, false],
    ['', 5, false],
  ])('RFC 9865 §2: %s as in pages by index', async (count, itemsPerPage, more) => {
    const { body } = await get(`${count}&cursor=`);
    expect(body).toMatchObject({ totalResults: 5, itemsPerPage });
    expect(body.Resources).toHaveLength(itemsPerPage);
    expect('nextCursor' in body).toBe(more);
  });

  it('RFC 9865 §2.4: without one, pages go by index', async () => {
    const { body } = await get('count=2');
    expect(body).toMatchObject({ startIndex: 1, itemsPerPage: 2 });
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('RFC 9865 §3: goes through .search, with "" first', async () => {
    const search = (cursor: string) =>
      acme.send('POST /Groups/.search', {
        schemas: [urns.searchRequest],
        count: 1,
        cursor,
        sortBy: 'displayName',
      });
    const one = await search('');
    const two = await search(one.body.nextCursor);
    expect([one, two].map(({ body }) => body.Resources[0].displayName)).toEqual(['Board', 'Crew']);
    expect(two.body).not.toHaveProperty('nextCursor');
  });
});

describe('a cursor that is not right', () => {
  it.each(['x', 'a.b', 'W10.AAAA', '"', '__proto__'])(
    'RFC 9865 §2.1: %s is 400 invalidCursor',
    async (cursor) => {
      const { status, body } = await get(`cursor=${encodeURIComponent(cursor)}`);
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'invalidCursor'));
    },
  );

  it('RFC 9865 §2: of another query, endpoint or tenant is as bad as a forged one', async () => {
    const cursor = await first();
    const forged = (await get('cursor=forged')).body;
    for (const answer of [
      await get(`cursor=${cursor}&filter=userName pr`),
      await get(`cursor=${cursor}&sortBy=userName`),
      await get(`cursor=${cursor}&sortOrder=descending`),
      await acme.send(`GET /Groups?cursor=${cursor}`),
      await get(`cursor=${cursor}`, other),
      await get(`cursor=${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(forged);
    }
    expect((await get(`count=2&cursor=${cursor}`)).body.Resources[0].userName).toBe('cid');
  });

  it.each(['x', '1.5', '1e2'])('RFC 9865 §2.1: a count of %s is 400 invalidCount', async (count) => {
    const { status, body } = await get(`cursor=&count=${count}`);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidCount'));
    const searched = await acme.send('POST /Users/.search', {
      schemas: [urns.searchRequest],
      cursor: '',
      count,
    });
    expect(searched.body).toEqual(errorBody(400, 'invalidCount'));
  });

  it('RFC 9865 §5.2: the right to go on is checked with each page', async () => {
    const cursor = (await get('count=2&cursor=', other)).body.nextCursor;
    await rotate({ tenantId: other.tenantId, actor: { kind: 'operator' } });
    const { status, body } = await get(`count=2&cursor=${cursor}`, other);
    expect(status).toBe(401);
    expect(body).toEqual(errorBody(401));
  });

  it('RFC 7644 §3.4.2.1: the root has no cursor', async () => {
    const { status, body } = await acme.send('GET /?cursor=');
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
  });
});
