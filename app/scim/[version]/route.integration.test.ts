import { expect, it } from 'vitest';
import { badRequestOf, badRequests } from '../../../test/bad-requests';
import { type Door, play, providersConversations } from '../../../test/conversation';
import { connectedTenant, user } from '../../../test/scim';
import * as route from './[[...path]]/route';

/** As Next calls the route: by the name of the verb. */
const nextDoor: Door = async (request) => {
  const handler = Object.entries(route).find(([name]) => name === request.method)?.[1];
  if (typeof handler !== 'function') throw new Error(`The route has no ${request.method}.`);
  return handler(request);
};

const conversations = providersConversations().flatMap((provider) =>
  provider.conversations.map((conversation) => ({
    name: `${provider.provider}: ${conversation.name}`,
    provider,
    conversation,
  })),
);

it.each(conversations)('$name', async ({ provider, conversation }) => {
  const { problems } = await play(provider, conversation, nextDoor, await connectedTenant());
  expect(problems).toEqual([]);
});

it('refuses what is wrong', async () => {
  const tenant = await connectedTenant();
  const { id } = (await tenant.send('POST /Users', user('grace'))).body;
  for (const bad of badRequests) {
    const answer = await nextDoor(badRequestOf(bad, tenant, id));
    expect([bad.name, answer.status]).toEqual([bad.name, bad.status]);
  }
});
