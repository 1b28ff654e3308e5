import { expect, test } from 'vitest';
import { checkPassword, hashPassword, verifyNothing, verifyPassword } from './passwords';

test('a password fits its own hash only, in whatever Unicode form it is typed', async () => {
  const hashed = await hashPassword('caf\u00e9 au lait, please');
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hashed, 'caf\u00e9 au lait, please')).toBe(true);
  expect(await verifyPassword(hashed, 'cafe\u0301 au lait, please')).toBe(true);
  expect(await verifyPassword(hashed, 'cafe au lait, please')).toBe(false);
  expect(await verifyPassword(hashed, '')).toBe(false);
});

test('two hashes of one password differ', async () => {
  expect(await hashPassword('correct battery staple')).not.toBe(await hashPassword('correct battery staple'));
});

test('nothing fits the hash of nobody', async () => {
  expect(await verifyNothing('nobody has this password')).toBe(false);
});

test.each([
  ['short', undefined, 'at least 12 characters'],
  ['elevenchar1', undefined, 'at least 12 characters'],
  ['👍👎🎉😀🙈🙉🙊👀👣🐾🐵', undefined, 'at least 12 characters'],
  ['abc '.repeat(65), undefined, 'at most 256 characters'],
  ['aaaaaaaaaaaab', undefined, 'at least 5 different characters'],
  ['Jane.Doe@acme.test', 'jane.doe@ACME.test', 'not your user name'],
  ['Password1234', undefined, 'Many people use this password'],
  ['CorrectHorseBatteryStaple', undefined, 'Many people use this password'],
])('%j is refused with what to change', (password, userName, message) => {
  expect(() => checkPassword(password, userName)).toThrow(message);
});

test.each(['twelve chars', 'Grüße aus Köln!', 'x1 y2 z3 '.repeat(28)])('%j is accepted', (password) => {
  expect(() => checkPassword(password, 'jane.doe@acme.test')).not.toThrow();
});
