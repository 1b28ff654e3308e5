import { expect, it } from 'vitest';
import { initialsOf } from './initials';

it.each([
  ['Ada Lovelace', 'AL'],
  ['Ada King Countess Lovelace', 'AL'],
  ['ada@example.com', 'A'],
  ['Plato', 'P'],
  ['王 小明', '王小'],
  ['(Ada) "Lovelace"', 'AL'],
  ['—', ''],
])('stands for %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
