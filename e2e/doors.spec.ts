import { badRequestOf, badRequests } from '../test/bad-requests';
import {
  type Account,
  type Door,
  type Exchange,
  play,
  providersConversations,
  transcript,
} from '../test/conversation';
import { expect, test } from './next-door';

// One handler stands behind two doors: the server's own, past Next, and the route that any Next host serves. What
// identity providers hear through the one they hear through the other, byte for byte.

for (const provider of providersConversations()) {
  test(`${provider.provider} hears the same through both doors`, async ({ doors, account }) => {
    for (const conversation of provider.conversations) {
      const heard = await Promise.all(
        doors.map(async (door) => play(provider, conversation, door, await account())),
      );
      for (const { problems } of heard) expect(problems, conversation.name).toEqual([]);
      const [fast = '', next] = heard.map(({ exchanges }) => transcript(exchanges));
      expect(fast, conversation.name).not.toBe('');
      expect(next, conversation.name).toBe(fast);
    }
  });
}

test('bad requests are refused alike through both doors', async ({ doors, account }) => {
  const [fast = '', next] = await Promise.all(
    doors.map(async (door) => transcript(await refusals(door, await account()))),
  );
  expect(fast).toContain('415');
  expect(next).toBe(fast);
});

/** A request that is right in an unusual way, each with its path below the SCIM URI. */
const unusual = [
  'HEAD /Users',
  'HEAD /Users/{{user}}',
  'GET /Users/',
  'GET /Users/{{user}}/',
  'GET /Users/{{user}}?aadOptscim062020',
  'GET /Schemas/',
];

/** Next itself answers 500 where a path is no UTF-8, before it calls the route. */
const beforeTheRoute = 'an id that is no UTF-8';

async function refusals(door: Door, account: Account): Promise<Exchange[]> {
  const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace' });
  const send = async (bad: Parameters<typeof badRequestOf>[0], userId = ''): Promise<Exchange> => {
    const response = await door(badRequestOf(bad, account, userId));
    return {
      request: bad.name,
      status: response.status,
      headers: response.headers,
      body: await response.text(),
    };
  };
  const made = await send({ name: 'a user', request: 'POST /Users', body, status: 201 });
  const { id }: { id: string } = JSON.parse(made.body);
  const all = [
    ...badRequests.filter(({ name }) => name !== beforeTheRoute),
    ...unusual.map((request) => ({ name: request, request, status: 200 })),
  ];
  const exchanges = [made];
  for (const request of all) {
    const exchange = await send(request, id);
    expect([request.name, exchange.status]).toEqual([request.name, request.status]);
    exchanges.push(exchange);
  }
  return exchanges;
}
