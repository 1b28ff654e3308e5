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

test('every path that is let through stays on the site', () => {
  for (const path of ['/', '/a', '/a//b', '/%2f%2fevil.example', '/@evil.example', '/.//evil.example'])
    expect(new URL(ownPath(path), 'https://muster.example').origin).toBe('https://muster.example');
});

test('the sign-in page is told where to lead back to', () => {
  expect(signInPath('/settings/users?a=1&b=2')).toBe(
    '/sign-in?callbackUrl=%2Fsettings%2Fusers%3Fa%3D1%26b%3D2',
  );
  expect(signInPath('//evil.example')).toBe('/sign-in');
  expect(signInPath(null)).toBe('/sign-in');
});
