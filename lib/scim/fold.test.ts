import { expect, test } from 'vitest';
import { fold } from './fold';

/** What PostgreSQL does, letter by letter. */
const slowly = (text: string) =>
  [...text.normalize('NFKC')].map((char) => (char === '\u0130' ? 'i' : char.toLowerCase())).join('');

test('each letter by itself, whatever stands beside it', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const char = String.fromCodePoint(code);
    const text = `a\u03a3${char}\u0130${char}\u03a3`;
    if (fold(text) !== slowly(text)) wrong.push(text);
  }
  expect(wrong).toEqual([]);
});

test('a body full of letters that are many in one takes no time to speak of', () => {
  const before = performance.now();
  expect(fold('\ufdfa'.repeat(330_000))).toHaveLength(330_000 * 18);
  expect(performance.now() - before).toBeLessThan(1500);
});
