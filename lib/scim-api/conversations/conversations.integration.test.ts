import { describe, expect, it } from 'vitest';
import { play, providersConversations } from '../../../test/conversation';
import { connectedTenant, door } from '../../../test/scim';
import { isProviderId } from '../../connection';

describe.each(providersConversations())('$provider', (provider) => {
  it.each(provider.conversations)('$name', async (conversation) => {
    const account = await connectedTenant(isProviderId(provider.provider) ? provider.provider : 'other');
    const { problems, exchanges } = await play(provider, conversation, door, account);
    expect(problems).toEqual([]);
    expect(exchanges.length).toBeGreaterThanOrEqual(conversation.steps.length);
  });
});

it('an answer that would not do is a problem', async () => {
  const [provider] = providersConversations();
  const conversation = {
    name: '',
    source: '',
    confidence: '',
    steps: [
      {
        request: 'GET /Users',
        answers: 200,
        with: { totalResults: 0, Resources: { is: 'absent or empty' } },
      },
    ],
  } as const;
  const account = { scimUri: 'http://localhost/scim/v2', apiKey: 'key' };
  const problemsOf = async (answer: Response) =>
    provider && (await play(provider, conversation, async () => answer, account)).problems;
  expect(await problemsOf(Response.json({ totalResults: 0 }))).toEqual([]);
  expect(await problemsOf(Response.json({ totalResults: 0, Resources: [{}] }))).toHaveLength(1);
  expect(await problemsOf(Response.json({ totalResults: 1 }, { status: 404 }))).toHaveLength(2);
});
