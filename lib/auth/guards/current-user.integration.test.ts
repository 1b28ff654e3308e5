import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { addTenant, addUser } from '../../../test/accounts';
import { sql } from '../../database';
import { signIn } from '../sign-in/sign-in';
import { currentUser, requirePermission, requireUser } from './current-user';
import { pathHeader } from './own-path';

const request = vi.hoisted(() => ({ cookie: '', path: '/' }));
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === 'muster.session' ? { value: request.cookie } : undefined),
  }),
  headers: async () => new Headers({ [pathHeader]: request.path }),
}));
// Next ends a page by throwing, too.
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`redirected to ${path}`);
  },
  forbidden: () => {
    throw new Error('forbidden');
  },
}));

const password = 'a fine long password';
const secret = 'a secret of at least thirty-two characters';
let sid: string;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = secret;
  const { tenantId } = await addTenant('Acme');
  await addUser(tenantId, { userName: 'jane', password, permissions: ['users.manage'] });
  sid = (await signIn({ identifier: 'jane', password })) ?? '';
});

beforeEach(async () => {
  request.cookie = await encode({ token: { sid }, secret });
  request.path = '/settings/users?status=active';
});

test('a page knows who is signed in and lets in whoever has the permission', async () => {
  expect(await currentUser()).toMatchObject({ userName: 'jane', sessionId: sid });
  expect(await requireUser()).toMatchObject({ userName: 'jane' });
  expect(await requirePermission('users.view')).toMatchObject({ userName: 'jane' });
});

test('without the permission the page is forbidden', async () => {
  await expect(requirePermission('roles.view')).rejects.toThrow('forbidden');
});

test('without a session the page leads to sign-in, and from there back', async () => {
  request.cookie = '';
  expect(await currentUser()).toBeNull();
  for (const page of [requireUser, () => requirePermission('users.view')])
    await expect(page()).rejects.toThrow(
      /^redirected to \/sign-in\?callbackUrl=%2Fsettings%2Fusers%3Fstatus%3Dactive$/,
    );
  request.path = '//evil.example';
  await expect(requireUser()).rejects.toThrow(/^redirected to \/sign-in$/);
});

test.each([
  ['another secret', () => encode({ token: { sid }, secret: 'another secret of that length, or longer' })],
  ['an expired cookie', () => encode({ token: { sid }, secret, maxAge: -60 })],
  ['no session id', () => encode({ token: { sub: sid }, secret })],
  ['no JSON Web Token at all', async () => sid],
])('a cookie with %s opens nothing', async (_, cookie) => {
  request.cookie = await cookie();
  expect(await currentUser()).toBeNull();
});

test('a deactivated user’s open page leads to sign-in with the next request', async () => {
  await sql.rows({ text: "UPDATE users SET active = false WHERE user_name = 'jane'", values: [] });
  await expect(requireUser()).rejects.toThrow('redirected to /sign-in');
});
