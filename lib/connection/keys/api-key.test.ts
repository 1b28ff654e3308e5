import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApiKey, hashApiKey, parseApiKey } from './api-key';

const base62 = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];

describe('createApiKey', () => {
  it('makes a key with prefix, randomness and checksum', () => {
    expect(createApiKey().key).toMatch(/^mst_[0-9A-Za-z]{46}$/);
  });

  it('keeps the SHA-256 and the last four characters', () => {
    const { key, hash, lastFour } = createApiKey();
    expect(hash).toEqual(createHash('sha256').update(key).digest());
    expect(key.endsWith(lastFour)).toBe(true);
    expect(lastFour).toHaveLength(4);
  });

  it('never makes the same key twice, and uses the whole alphabet', () => {
    const keys = Array.from({ length: 500 }, () => createApiKey().key);
    expect(new Set(keys).size).toBe(500);
    expect(new Set(keys.flatMap((key) => [...key.slice(4)])).size).toBe(62);
  });
});

describe('parseApiKey', () => {
  it('knows a key that was made elsewhere by the same rule', () => {
    expect(parseApiKey('mst_00000000000000000000000000000000000000003DwDwS')).toBe(true);
  });

  it('accepts every key that createApiKey makes', () => {
    for (let i = 0; i < 200; i++) expect(parseApiKey(createApiKey().key)).toBe(true);
  });

  it('refuses a key with one character changed', () => {
    const { key } = createApiKey();
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: key.length - 1 }),
        fc.constantFrom(...base62),
        (at, character) => {
          fc.pre(key[at] !== character);
          expect(parseApiKey(key.slice(0, at) + character + key.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  it('refuses any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => !parseApiKey(text)));
    const { key } = createApiKey();
    for (const text of [
      '',
      'mst_',
      key.slice(0, -1),
      `${key}0`,
      ` ${key}`,
      `${key}\n`,
      `Bearer ${key}`,
      key.replace('mst_', 'MST_'),
    ])
      expect(parseApiKey(text)).toBe(false);
  });
});

describe('hashApiKey', () => {
  it('is the SHA-256 of the key', () => {
    expect(hashApiKey('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
