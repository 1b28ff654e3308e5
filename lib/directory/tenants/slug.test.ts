import { expect, test } from 'vitest';
import { numberedSlug, slugOf } from './slug';

test.each([
  ['Acme', 'acme'],
  ['  Acme & Sons, Ltd. ', 'acme-sons-ltd'],
  ['Köln_Süd 2', 'koln-sud-2'],
  ['ＡＣＭＥ', 'acme'],
  ['東京', 'client'],
  ['---', 'client'],
  ['a'.repeat(60), 'a'.repeat(40)],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%j becomes %s', (name, slug) => expect(slugOf(name)).toBe(slug));

test('a number keeps within the length', () => {
  expect(numberedSlug('acme', 2)).toBe('acme-2');
  expect(numberedSlug('a'.repeat(40), 12)).toBe(`${'a'.repeat(37)}-12`);
  expect(numberedSlug(`${'a'.repeat(37)}-b`, 3)).toBe(`${'a'.repeat(37)}-3`);
});
