import { beforeEach, expect, test, vi } from 'vitest';
import { cookieOf } from './auth/sessions/session-cookie';
import { dataHeaders, pageHeaders, scimHeaders } from './security-headers';

const settings = vi.hoisted(() => ({ MUSTER_URL: '', NODE_ENV: 'production' }));
vi.mock('./env', () => ({ env: () => settings }));

beforeEach(() => {
  settings.MUSTER_URL = 'https://muster.example';
  settings.NODE_ENV = 'production';
});

test('scripts of a page run by their nonce alone, outside of development', () => {
  const policy = () => pageHeaders('abc')['content-security-policy'] ?? '';
  expect(policy()).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy()).toContain("frame-ancestors 'none'");
  expect(policy()).not.toContain('unsafe-eval');
  settings.NODE_ENV = 'development';
  expect(policy()).toContain("'unsafe-eval'");
});

test.each([
  ['a page', () => pageHeaders('abc')],
  ['JSON', dataHeaders],
  ['SCIM', scimHeaders],
])('%s insists on https where it is reached over it, and only there', (_, headers) => {
  expect(headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  settings.MUSTER_URL = 'http://localhost:3000';
  expect(headers()).not.toHaveProperty('strict-transport-security');
});

test('JSON opened as a page can do nothing', () => {
  expect(dataHeaders()['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
});

test('cookies are of this host alone and over https alone, where there is https', () => {
  const rule = { httpOnly: true, sameSite: 'lax', path: '/' };
  expect(cookieOf('session')).toEqual({ name: '__Host-muster.session', options: { ...rule, secure: true } });
  settings.MUSTER_URL = 'http://localhost:3000';
  expect(cookieOf('session')).toEqual({ name: 'muster.session', options: { ...rule, secure: false } });
});
