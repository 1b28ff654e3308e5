import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, type ScimClient, user, withoutLimit } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;
const total = 1105;

beforeAll(async () => {
  acme = await withoutLimit(await connectedTenant());
  const operation = (i: number) => ({ method: 'POST', path: '/Users', bulkId: `${i}`, data: user(`u${i}`) });
  for (let from = 0; from < total; from += 600) {
    const Operations = Array.from({ length: Math.min(600, total - from) }, (_, i) => operation(from + i));
    const { status } = await acme.send('POST /Bulk', { schemas: [urns.bulkRequest], Operations });
    if (status !== 200) throw new Error('The users could not be made.');
  }
}, 60_000);

const get = (query: string) => acme.send(`GET /Users?attributes=userName&${query}`);

describe('startIndex and count (RFC 7644 §3.4.2.4)', () => {
  it.each([
    ['', 1, 100, 'u0'],
    ['startIndex=0&count=2', 1, 2, 'u0'],
    ['startIndex=-5&count=2', 1, 2, 'u0'],
    ['startIndex=1&count=2', 1, 2, 'u0'],
    ['startIndex=3&count=2', 3, 2, 'u2'],
    ['STARTINDEX=3&Count=2', 3, 2, 'u2'],
    [`startIndex=${total}&count=2`, total, 1, 'u1104'],
    [`startIndex=${total + 1}`, total + 1, 0, undefined],
    ['startIndex=9007199254740991', 9007199254740991, 0, undefined],
    ['count=0', 1, 0, undefined],
    ['count=-1', 1, 0, undefined],
    ['count=5000', 1, 1000, 'u0'],
    ['count=', 1, 100, 'u0'],
  ])('RFC 7644 §3.4.2.4: %s', async (query, startIndex, itemsPerPage, first) => {
    const { status, body } = await get(query);
    expect(status).toBe(200);
    expect(body).toMatchObject({ totalResults: total, startIndex, itemsPerPage });
    expect(body.Resources).toHaveLength(itemsPerPage);
    expect(body.Resources[0]?.userName).toBe(first);
  });

  it.each([
    'startIndex=one',
    'startIndex=1.5',
    'count=many',
    'count=1e3',
    'count=0x10',
    'count=99999999999999999999',
  ])('RFC 7644 §3.12: %s is no whole number: 400 invalidValue', async (query) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect(body.detail).toContain(query.split('=')[0]);
  });

  it('RFC 7644 §3.4.2.4: a walk by itemsPerPage visits each resource once', async () => {
    const seen = new Set<string>();
    let visited = 0;
    for (let startIndex = 1, pages = 0; pages < 20; pages++) {
      const { body } = await get(`startIndex=${startIndex}&count=250`);
      for (const { id } of body.Resources) seen.add(id);
      visited += body.itemsPerPage;
      startIndex += body.itemsPerPage;
      if (startIndex > body.totalResults) break;
    }
    expect([visited, seen.size]).toEqual([total, total]);
  });

  it('RFC 7644 §3.4.2: totalResults counts what matches, not the page', async () => {
    const { body } = await get('filter=userName sw "u110"&count=2');
    expect(body).toMatchObject({ totalResults: 6, itemsPerPage: 2 });
  });
});
