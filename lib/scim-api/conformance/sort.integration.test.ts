import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
  const people: [string, Record<string, unknown>][] = [
    ['dot', { title: 'b', externalId: 'b', emails: [{ value: 'z@x' }, { value: 'a@x', primary: true }] }],
    [
      'Ada',
      {
        title: 'B',
        externalId: 'B',
        name: { familyName: 'Zett' },
        emails: [{ value: 'c@x' }, { value: 'a@x' }],
      },
    ],
    ['cid', { externalId: 'a', active: false, [urns.enterpriseUser]: { department: 'X' } }],
    ['Bea', { title: 'a', name: { familyName: 'ärger' }, emails: [{ value: 'b@x' }] }],
  ];
  for (const [name, more] of people) {
    await made(acme, user(name, more));
    // Each is made at another moment.
    await delay(5);
  }
});

const order = async (query: string) => {
  const { status, body } = await acme.send(`GET /Users?${query}`);
  expect(status, body.detail).toBe(200);
  return body.Resources.map(({ userName }: { userName: string }) => userName).join(' ');
};

describe('sortBy (RFC 7644 §3.4.2.3)', () => {
  it.each([
    ['userName', 'Ada Bea cid dot', 'dot cid Bea Ada'],
    ['UserName', 'Ada Bea cid dot', 'dot cid Bea Ada'],
    // Where values are equal, in the order of creation, both ways; those without last, then first.
    ['title', 'Bea dot Ada cid', 'cid dot Ada Bea'],
    // By case, where the attribute has it.
    ['externalId', 'Ada cid dot Bea', 'Bea dot cid Ada'],
    // The primary value, else the first.
    ['emails', 'dot Bea Ada cid', 'cid Ada Bea dot'],
    ['emails.value', 'dot Bea Ada cid', 'cid Ada Bea dot'],
    ['name.familyName', 'Ada Bea dot cid', 'dot cid Bea Ada'],
    [`${urns.user}:name.familyName`, 'Ada Bea dot cid', 'dot cid Bea Ada'],
    [`${urns.enterpriseUser}:department`, 'cid dot Ada Bea', 'dot Ada Bea cid'],
    ['active', 'cid dot Ada Bea', 'dot Ada Bea cid'],
    ['meta.created', 'dot Ada cid Bea', 'Bea cid Ada dot'],
  ])(
    'RFC 7644 §3.4.2.3: by %s, ascending unless it is said otherwise',
    async (sortBy, ascending, descending) => {
      expect(await order(`sortBy=${sortBy}`)).toBe(ascending);
      expect(await order(`sortBy=${sortBy}&sortOrder=ascending`)).toBe(ascending);
      expect(await order(`sortBy=${sortBy}&sortOrder=descending`)).toBe(descending);
    },
  );

  it.each([
    ['sortBy=name', 'name.'],
    ['sortBy=addresses', 'addresses.'],
    ['sortBy=userNmae', 'userName'],
    ['sortBy=password', 'password'],
    ['sortBy=userName&sortOrder=up', 'sortOrder'],
  ])('RFC 7644 §3.4.2.3: %s is 400 invalidValue that names what to send', async (query, hint) => {
    const { status, body } = await acme.send(`GET /Users?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidValue'));
    expect(body.detail).toContain(hint);
  });

  it('RFC 7644 §3.4.2.3: by what the answer does not show', async () => {
    const { body } = await acme.send('GET /Users?sortBy=userName&attributes=externalId&count=2');
    expect(body.Resources.map(({ externalId }: { externalId?: string }) => externalId)).toEqual([
      'B',
      undefined,
    ]);
  });

  it.each(['', '&cursor'])(
    'RFC 7644 §3.4.2.4: pages neither repeat nor skip those that are equal (%s)',
    async (paged) => {
      const walked: string[] = [];
      let place = paged;
      for (let start = 1; start <= 4; start++) {
        const at = paged === '' ? `&startIndex=${start}` : place;
        const { body } = await acme.send(`GET /Users?sortBy=title&count=1${at}`);
        walked.push(body.Resources[0].userName);
        place = `&cursor=${body.nextCursor}`;
      }
      expect(walked.join(' ')).toBe('Bea dot Ada cid');
    },
  );

  it('RFC 7644 §3.4.2.1: the root has no order of its own: sortBy is ignored there', async () => {
    const plain = await acme.send('GET /');
    expect((await acme.send('GET /?sortBy=userName')).body).toEqual(plain.body);
  });
});
