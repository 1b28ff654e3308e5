import { expect, test } from 'vitest';
import { createApiKey, hashApiKey } from './api-key';
import { strayKey } from './stray-keys';

const { key, start } = createApiKey();
const whole = { start, hash: hashApiKey(key) };
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['quoted', `Bearer "${key}"`, whole],
  ['without Bearer', key, whole],
  ['with Bearer twice', `Bearer Bearer ${key}`, whole],
  ['with its header’s name', `Authorization: Bearer ${key}`, whole],
  ['in angle brackets', `Bearer <${key}>`, whole],
  ['as a Basic password', basic(`scim:${key}`), whole],
  ['as a Basic user', basic(`${key}:`), whole],
  ['without its end', `Bearer ${key.slice(0, -3)}`, { start }],
  ['with something behind it', `Bearer ${key}x`, { start }],
  ['without its prefix', `Bearer ${key.slice(4)}`, { start }],
  ['cut to little', `Bearer ${key.slice(0, 10)}`, undefined],
  ['a stranger’s', 'Bearer none', undefined],
  ['nothing', '', undefined],
])('a key %s', (_, header, found) => {
  expect(strayKey(header)).toEqual(found);
});
