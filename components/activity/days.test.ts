import { describe, expect, it } from 'vitest';
import { dayName, daysOf, type Item } from './days';

const item = (id: string, at: string, requestId: string | null = null): Item => ({
  id,
  at,
  requestId,
  actor: { kind: 'identity-provider', name: 'Okta' },
  action: 'user.created',
  subject: { kind: 'user', name: id },
  outcome: 'done',
  detail: {},
  words: `Okta created ${id}`,
});

describe('daysOf', () => {
  it('puts entries under the day of the reader’s time zone', () => {
    const entries = [item('b', '2026-11-24T00:30:00Z'), item('a', '2026-11-23T23:30:00Z')];
    expect(daysOf(entries, 'UTC').map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-23']);
    expect(daysOf(entries, 'Europe/Vienna').map(({ date }) => date)).toEqual(['2026-11-24']);
    expect(daysOf(entries, 'America/New_York').map(({ date }) => date)).toEqual(['2026-11-23']);
  });

  it('folds what one request did, though others came between', () => {
    const at = '2026-11-24T08:00:00Z';
    const entries = [item('d', at, 'r1'), item('c', at, 'r2'), item('b', at, 'r1'), item('a', at)];
    const [day] = daysOf(entries, 'UTC');
    expect(day?.folds.map(({ key, entries }) => [key, entries.map(({ id }) => id)])).toEqual([
      ['d', ['d', 'b']],
      ['c', ['c']],
      ['a', ['a']],
    ]);
  });
});

describe('dayName', () => {
  // Whether a comma stands behind the weekday is not the same in every version of Intl.
  const plain = (text: string) => text.replace(',', '');

  it.each([
    ['2026-11-24', 'Today'],
    ['2026-11-23', 'Yesterday'],
    ['2026-11-22', 'Sunday 22 November'],
    ['2025-12-31', 'Wednesday, 31 December 2025'],
  ])('%s is %s', (date, name) => {
    expect(plain(dayName(date, '2026-11-24'))).toBe(plain(name));
  });

  it('is the date where nobody knows yet which day it is', () => {
    expect(plain(dayName('2026-11-23', undefined))).toBe('Monday 23 November 2026');
  });
});
