import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath, signInPath } from './own-path';

test.each(['/', '/settings/scim', '/settings/users?status=active&page=2', '/settings#x', '/a//b'])(
  'a path of this site stays: %s',
  (path) => expect(ownPath(path)).toBe(path),
);

test.each([
  undefined,
  null,
  '',
  'settings',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/settings\\..',
  ' //evil.example',
  'javascript:alert(1)',
])('anything else becomes the home page: %j', (path) => expect(ownPath(path)).toBe('/'));

/** Where a browser on this site goes for `path`. */
const origin = (path: string) => new URL(path, 'https://muster.example/sign-in').origin;

test.each([
  '/',
  '/a',
  '/a//b',
  '/%2f%2fevil.example',
  '/@evil.example',
  '/.//evil.example',
  '/%5cevil.example',
])('a path that is let through stays on the site: %s', (path) => {
  expect(ownPath(path)).toBe(path);
  expect(origin(path)).toBe('https://muster.example');
});

/** Texts of what addresses that leave a site are made of. */
const crafted = fc.string({
  unit: fc.constantFrom(
    '/',
    '\\',
    ':',
    '@',
    '.',
    '?',
    '#',
    '%',
    'a',
    'evil.example',
    'https',
    'javascript',
    '\t',
    '\r',
    '\n',
    ' ',
    '\u0000',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ud800',
    '//',
    '%2f',
    '%5c',
  ),
  maxLength: 12,
});

test('whatever it is given, what it gives stays on the site', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        crafted,
        crafted.map((text) => `/${text}`),
        fc.string({ unit: 'binary' }),
      ),
      (path) => {
        const own = ownPath(path);
        // What is let through is let through as it is.
        return (
          own.startsWith('/') && origin(own) === 'https://muster.example' && (own === '/' || own === path)
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('the sign-in page is told where to lead back to', () => {
  expect(signInPath('/settings/users?a=1&b=2')).toBe(
    '/sign-in?callbackUrl=%2Fsettings%2Fusers%3Fa%3D1%26b%3D2',
  );
  expect(signInPath('//evil.example')).toBe('/sign-in');
  expect(signInPath(null)).toBe('/sign-in');
});
