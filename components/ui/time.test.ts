import { expect, it } from 'vitest';
import { ago } from './time';

const now = Date.UTC(2026, 10, 24, 12);

it.each([
  [-5, 'just now'],
  [0, 'just now'],
  [2, '2 seconds ago'],
  [59, '59 seconds ago'],
  [60, '1 minute ago'],
  [3599, '59 minutes ago'],
  [3600, '1 hour ago'],
  [86_399, '23 hours ago'],
  [86_400 * 40, '40 days ago'],
])('%i seconds before now', (seconds, text) => {
  expect(ago(now - seconds * 1000, now)).toBe(text);
});
