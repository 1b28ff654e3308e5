import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'mst_';
const randomLength = 40;
const checksumLength = 6;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}$`);

/** A fresh key and what is kept of it. `key` is shown once and never stored. */
export interface NewApiKey {
  readonly key: string;
  /** SHA-256 of the key. A slow hash would add nothing: the key holds 238 bits of randomness. */
  readonly hash: Buffer;
  readonly lastFour: string;
  /** Its first characters behind the prefix: by them a key that was damaged on its way is told from a stranger's. */
  readonly start: string;
}

/** How many characters of a key's start are kept. */
export const startLength = 8;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < checksumLength; i++) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}

/** Makes a key: `mst_`, 40 random base62 characters, and the CRC-32 of all that in 6 base62 characters. */
export function createApiKey(): NewApiKey {
  const random = Array.from({ length: randomLength }, () => alphabet.charAt(randomInt(alphabet.length)));
  const body = prefix + random.join('');
  const key = body + checksum(body);
  const start = key.slice(prefix.length, prefix.length + startLength);
  return { key, hash: hashApiKey(key), lastFour: key.slice(-4), start };
}

/**
 * True where `key` has the shape of a key and its checksum agrees. Says nothing about whether the key was
 * ever given out: it spares a look-up for what can't be one, and lets secret scanners sort out false alarms.
 */
export function parseApiKey(key: string): boolean {
  return shape.test(key) && key.slice(-checksumLength) === checksum(key.slice(0, -checksumLength));
}

const anyKey = new RegExp(`${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}`, 'g');

/** The text without the API keys in it, for what is shown or logged. */
export function withoutKeys(text: string): string {
  return text.replace(anyKey, `${prefix}…`);
}

/**
 * The SHA-256 of a key, under which it is stored and found. Nothing has to be compared in constant time: how long a
 * look-up by hash takes says something of the hash at most, and no key can be made to a hash's beginning; to guess
 * further, one had to know keys by their hashes.
 */
export function hashApiKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}
