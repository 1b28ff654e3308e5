import { describe, expect, it, test } from 'vitest';
import { healthWarnings, type Observed, span } from './health-warnings';

const now = new Date('2026-11-25T12:00:00Z');
const hour = 3_600_000;
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hour);

/** A connection that is well. */
const well: Observed = {
  provider: 'entra',
  connectedAt: hoursAgo(1000),
  keyMadeAt: hoursAgo(1000),
  keyUsedAt: hoursAgo(0.5),
  lastContact: hoursAgo(0.5),
  longestPause: 1,
  requests: 100,
  refused: 2,
  reason: null,
};

const kinds = (change: Partial<Observed>) =>
  healthWarnings({ ...well, ...change }, now).map(({ kind }) => kind);

it('says nothing where all is well', () => {
  expect(kinds({})).toEqual([]);
});

describe('never heard', () => {
  const unheard = { keyUsedAt: null, lastContact: null, requests: 0, refused: 0, longestPause: null };
  test.each([
    [0.9, []],
    [1.1, ['never-heard']],
  ])('%s hours after it was connected', (hours, wanted) => {
    expect(kinds({ ...unheard, connectedAt: hoursAgo(hours), keyMadeAt: hoursAgo(hours) })).toEqual(wanted);
  });
});

describe('a key that was rotated', () => {
  const rotated = { keyUsedAt: null, lastContact: hoursAgo(20) };
  test.each([
    [0.4, []],
    [0.6, ['key-unused']],
  ])('%s hours ago, and not used', (hours, wanted) => {
    expect(kinds({ ...rotated, keyMadeAt: hoursAgo(hours) })).toEqual(wanted);
  });

  it('is no silence, too', () => {
    expect(kinds({ ...rotated, keyMadeAt: hoursAgo(19) })).toEqual(['key-unused']);
  });
});

describe('silence', () => {
  test.each<[Observed['provider'], number, number | null, string[]]>([
    ['entra', 3.9, 1, []],
    ['entra', 4.1, 1, ['silent']],
    ['entra', 4.1, null, ['silent']],
    ['entra', 4.1, 3, []],
    ['entra', 6.1, 3, ['silent']],
    ['okta', 7 * 24 - 1, 60, []],
    ['okta', 7 * 24 + 1, 60, ['silent']],
    ['okta', 7 * 24 + 1, 100, []],
    ['jumpcloud', 7 * 24 + 1, null, ['silent']],
    ['other', 71, 2, []],
    ['other', 73, 2, ['silent']],
  ])('of %s for %s hours, whose longest pause was %s', (provider, hours, longestPause, wanted) => {
    const at = hoursAgo(hours);
    expect(kinds({ provider, keyUsedAt: at, lastContact: at, longestPause })).toEqual(wanted);
  });
});

describe('errors', () => {
  test.each([
    [100, 9, []],
    [100, 10, ['errors']],
    [4, 4, []],
    [5, 5, ['errors']],
    [0, 0, []],
  ])('of %s requests %s refused', (requests, refused, wanted) => {
    expect(kinds({ requests, refused })).toEqual(wanted);
  });
});

describe('in words', () => {
  const words = (change: Partial<Observed>) =>
    healthWarnings({ ...well, ...change }, now).map(({ title, advice }) => `${title}. ${advice}`);

  it('says who, since when, and what to do', () => {
    expect(
      words({
        keyUsedAt: null,
        lastContact: null,
        connectedAt: hoursAgo(3),
        keyMadeAt: hoursAgo(3),
        requests: 0,
      }),
    ).toEqual([
      'Microsoft Entra ID has not been heard since it was connected 3 hours ago. Enter the SCIM URI and the API key there, and test the connection. If the key is lost, rotate it and use the new one.',
    ]);
    expect(words({ provider: 'other', keyUsedAt: null, keyMadeAt: hoursAgo(1) })).toEqual([
      'The API key was rotated an hour ago, and the new one has not been used. Until the new key is entered at your identity provider, everything that it sends is refused, and nobody’s access changes.',
    ]);
    expect(words({ keyUsedAt: hoursAgo(50), lastContact: hoursAgo(50), longestPause: 2 })).toEqual([
      'Microsoft Entra ID has been silent for 2 days. Look there whether provisioning is still switched on, or paused after errors. Who leaves meanwhile keeps their access here. Until now it was never silent for more than about 2 hours.',
    ]);
  });

  test.each([
    [{ detail: 'The userName is taken', status: 409, count: 9 }, 'Most often: The userName is taken.'],
    [{ detail: 'Give a userName.', status: 400, count: 9 }, 'Most often: Give a userName.'],
    [{ detail: null, status: null, count: 9 }, 'Most often: more came than the limit allows.'],
    [{ detail: null, status: 409, count: 9 }, 'Most often: status 409.'],
    [{ detail: 'Give a userName.', status: 400, count: 4 }, 'Among them: Give a userName.'],
  ])('names the reason that most refusals share, and says where few do: %o', (reason, wanted) => {
    const [text] = words({ requests: 30, refused: 10, reason });
    expect(text).toContain('33 % of the requests of the last 24 hours were refused.');
    expect(text).toContain(wanted);
  });
});

test.each([
  [30_000, 'a minute'],
  [59 * 60_000, '59 minutes'],
  [hour, 'an hour'],
  [47.9 * hour, '47 hours'],
  [48 * hour, '2 days'],
  [20 * 24 * hour, '20 days'],
])('%s ms are %s', (ms, words) => {
  expect(span(ms)).toBe(words);
});
