import { expect, it } from 'vitest';
import { dayOf, endOfDay, expiryStage, untilText } from './key-expiry';

const now = Date.UTC(2026, 10, 24, 12);
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

it.each([
  [null, null],
  [inHours(-1), 'expired'],
  [inHours(0), 'expired'],
  [inHours(23), 1],
  [inHours(25), 7],
  [inHours(24 * 7), 7],
  [inHours(24 * 8), 30],
  [inHours(24 * 31), null],
])('%s is the stage %s', (at, stage) => {
  expect(expiryStage(at, now)).toBe(stage);
});

it.each([
  [0.2, 'in 1 hour'],
  [5, 'in 5 hours'],
  [47, 'in 47 hours'],
  [24 * 12, 'in 12 days'],
])('%s hours are %s', (hours, text) => {
  expect(untilText(inHours(hours), now)).toBe(text);
});

it('a day ends in the reader’s own time', () => {
  const end = endOfDay('2027-01-31');
  expect(dayOf(end)).toBe('2027-01-31');
  expect(new Date(end ?? '').getHours()).toBe(23);
  expect([endOfDay(''), dayOf(null)]).toEqual([null, '']);
});
