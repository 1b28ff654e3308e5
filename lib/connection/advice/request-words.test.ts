import { describe, expect, it } from 'vitest';
import { type Provider, providersConversations } from '../../../test/conversation';
import type { ProviderId } from '../providers/providers';
import { requestWords } from './request-words';

const id = '3f6bd0a7-5c1e-4c0a-9a53-0b8f5d1f7c11';

function words(provider: ProviderId, request: string, status = 200) {
  const [method = '', path = ''] = request.split(/ (.*)/s);
  return requestWords(provider, { method, path: `/scim/v2${path}`, status });
}

const tests: readonly [ProviderId, string, boolean][] = [
  ['entra', `GET /Users?filter=userName+eq+%22${id}%22`, true],
  ['entra', `GET /Users/?filter=userName%20eq%20%22${id.toUpperCase()}%22`, true],
  ['entra', `GET /Users?filter=externalId+eq+%22${id}%22`, true],
  ['entra', 'GET /Users?filter=userName+eq+%22ada%40acme.test%22', false],
  ['entra', `GET /Groups?filter=displayName+eq+%22${id}%22`, false],
  ['entra', 'GET /Users?startIndex=1&count=1', true],
  ['okta', 'GET /Users?startIndex=1&count=2', true],
  ['okta', 'GET /Users?count=1&startIndex=1', true],
  ['okta', 'GET /Users?startIndex=1&count=100', false],
  ['okta', 'GET /Users?startIndex=3&count=2', false],
  ['okta', `GET /Users?filter=userName%20eq%20%22${id}%22&startIndex=1&count=100`, false],
  ['okta', 'GET /Groups?startIndex=1&count=1', false],
  ['jumpcloud', 'GET /Users', true],
  ['jumpcloud', 'GET /Users?filter=userName%20eq%20%22jane%22', false],
  ['jumpcloud', 'POST /Users', false],
  ['other', 'GET /Users', true],
  ['other', 'GET /Users?count=1', true],
  ['other', `GET /Users?filter=userName+eq+%22${id}%22`, true],
  ['other', 'GET /Users?count=50', false],
];

it.each(tests)('%s: “%s” is a test of the connection: %s', (provider, request, isTest) => {
  expect(words(provider, request).isTest).toBe(isTest);
  if (!isTest) return;
  expect(words(provider, request).what).toBe('Test connection passed');
  expect(words(provider, request, 401).what).toBe('Test connection failed');
});

const meanings: readonly [string, string, string][] = [
  ['POST /Users', 'Created a user', 'Tried to create a user'],
  [`GET /Users/${id}`, 'Read a user', 'Tried to read a user'],
  [`PUT /Users/${id}`, 'Updated a user', 'Tried to update a user'],
  [`PATCH /Users/${id}?aadOptscim062020`, 'Updated a user', 'Tried to update a user'],
  [`DELETE /Users/${id}`, 'Removed a user', 'Tried to remove a user'],
  ['POST /Groups', 'Created a group', 'Tried to create a group'],
  [`GET /Groups/${id}?excludedAttributes=members`, 'Read a group', 'Tried to read a group'],
  [`PUT /Groups/${id}`, 'Updated a group', 'Tried to update a group'],
  [`DELETE /Groups/${id}`, 'Removed a group', 'Tried to remove a group'],
  [
    'GET /Users?filter=userName%20eq%20%22ada%40acme.test%22&startIndex=1&count=100',
    'Looked for the user “ada@acme.test”',
    'Tried to look for the user “ada@acme.test”',
  ],
  [
    'GET /Users?filter=externalId+eq+%22jyoung%22',
    'Looked for the user with externalId “jyoung”',
    'Tried to look for the user with externalId “jyoung”',
  ],
  [
    'GET /Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq+%22ada%40acme.test%22',
    'Looked for the user with emails[type eq "work"].value “ada@acme.test”',
    'Tried to look for the user with emails[type eq "work"].value “ada@acme.test”',
  ],
  [
    'GET /Users?filter=externalId eq jyoung',
    'Looked for the user with externalId “jyoung”',
    'Tried to look for the user with externalId “jyoung”',
  ],
  [`GET /Users?filter=id eq "${id}" and manager eq "${id}"`, 'Searched users', 'Tried to search users'],
  [
    'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Sales%22',
    'Looked for the group “Sales”',
    'Tried to look for the group “Sales”',
  ],
  ['GET /Groups?startIndex=1&count=100', 'Read the list of groups', 'Tried to read the list of groups'],
  [
    'GET /Users?startindex=101&count=100',
    'Read the list of users, from number 101 on',
    'Tried to read the list of users, from number 101 on',
  ],
  ['POST /Users/.search', 'Searched users', 'Tried to search users'],
  ['GET /Schemas', 'Read what this service offers', 'Tried to read what this service offers'],
  ['POST /Bulk', 'Sent changes in bulk', 'Tried to send changes in bulk'],
  ['GET /Users/Users?count=1', 'Read a user', 'Tried to read a user'],
];

it.each(meanings)('“%s” means “%s”, or “%s”', (request, done, tried) => {
  expect(words('okta', request).what).toBe(done);
  expect(words('okta', request, 400).what).toBe(tried);
});

it.each([
  ['GET', '/scim/User', 'Asked for /scim/User'],
  ['GET', '/scim/v1/Users', 'Asked for /scim/v1/Users'],
  ['GET', '/scim/v2/Usres?count=1', 'Asked for /scim/v2/Usres?count=1'],
  ['OPTIONS', '/scim/v2/Users', 'Asked for /scim/v2/Users'],
  ['GET', '/scim/v2', 'Asked for /scim/v2'],
  ['GET', `/scim/v2/${'x'.repeat(200)}`, `Asked for /scim/v2/${'x'.repeat(71)}…`],
])('%s %s, which nothing is at, is told as it was sent', (method, path, what) => {
  expect(requestWords('okta', { method, path, status: 404 })).toEqual({ what, isTest: false });
});

/** Requests that say nothing to an administrator but what they are. */
const unnamed = /^(?:OPTIONS|GET|POST) (?:\/|\/\.search|\/Me)(?:\?|$)/;

const recorded: readonly ProviderId[] = ['okta', 'entra', 'jumpcloud'];

describe.each(providersConversations().map((each, place) => [recorded[place] ?? 'other', each] as const))(
  'what %s sends',
  (provider, { conversations, provider: name }: Provider) => {
    const requests = conversations.flatMap(({ steps }) => steps.map(({ request }) => request));

    it('is its own', () => {
      expect(name.toLowerCase()).toContain(provider);
    });

    it('all has a meaning', () => {
      const dull = requests.filter(
        (request) => words(provider, request).what.startsWith('Asked for') && !unnamed.test(request),
      );
      expect(dull).toEqual([]);
      expect(requests.length).toBeGreaterThan(5);
    });

    it('tests the connection as it is told to', () => {
      const testing = conversations.filter((each) => /test connection|connection test/i.test(each.name));
      expect(testing.length).toBeGreaterThan(0);
      for (const { name: title, steps } of testing) {
        const [first] = steps;
        const sent = (first?.request ?? '').replace(/\{\{randomGuid\}\}/g, id);
        expect(words(provider, sent).isTest, title).toBe(true);
      }
    });
  },
);
