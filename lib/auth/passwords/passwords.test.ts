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
  ['short', 'at least 12 characters'],
  ['elevenchar1', 'at least 12 characters'],
  ['👍👎🎉😀🙈🙉🙊👀👣🐾🐵', 'at least 12 characters'],
  ['abc '.repeat(65), 'at most 256 characters'],
  ['aaaaaaaaaaaab', 'at least 5 different characters'],
])('%j is refused with what to change', (password, message) => {
  expect(() => checkPassword(password)).toThrow(message);
});

test.each([
  'Password1234',
  'P@ssw0rd2026!!',
  'password password',
  'CorrectHorseBatteryStaple',
  'correct horse battery staple',
  '!!!!Trustno1!!!!',
  'SonyEricsson',
  'qwertyuiopasdfghjkl',
  'monkeymonkey!!!1',
  '123456789101112',
])('%j is refused as one that many people use', (password) => {
  expect(() => checkPassword(password)).toThrow('Many people use this password or one like it');
});

const jane = ['jane.doe@acme.test', 'Jane', 'Doe', null, undefined, 'Acme Incorporated'];

test.each([
  'Jane.Doe@acme.test',
  'JANE.DOE@ACME.TEST',
  'jane.doe@acme.test2026!',
  'JaneDoe123456789',
  'acme incorporated',
  'Incorporated99!',
  'jane-doe-password',
  'doe jane doe jane doe',
])('%j is refused as made of what others know', (password) => {
  expect(() => checkPassword(password, ...jane)).toThrow('not made of your user name');
});

test.each([
  'twelve chars',
  'Grüße aus Köln!',
  'x1 y2 z3 q9 '.repeat(21),
  'jane likes green tea',
  'tr0ub4dor&3xyz',
  'a fine long password',
  'one acme, two acmes',
])('%j is accepted', (password) => {
  expect(() => checkPassword(password, ...jane)).not.toThrow();
});
