import { encode } from 'next-auth/jwt';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { addTenant, addUser } from '../../../test/accounts';
import { AppError } from '../../app-error';
import { sql } from '../../database';
import { signIn } from '../sign-in/sign-in';
import { jsonRoute, publicJsonRoute } from './json-route';

const password = 'a fine long password';
const secret = 'a secret of at least thirty-two characters';
let manager: string;
let stranger: string;

async function cookieOf(userName: string): Promise<string> {
  const sid = await signIn({ identifier: userName, password });
  return `theme=dark; muster.session=${await encode({ token: { sid }, secret })}`;
}

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = secret;
  const { tenantId } = await addTenant('Acme');
  await addUser(tenantId, { userName: 'manager', password, permissions: ['users.manage'] });
  await addUser(tenantId, { userName: 'stranger', password, permissions: ['activity.view'] });
  manager = await cookieOf('manager');
  stranger = await cookieOf('stranger');
});

const handle = vi.fn(async ({ user, body, params, query }) => ({ by: user.userName, body, params, query }));
const route = jsonRoute(
  {
    permission: 'users.view',
    body: z.object({ name: z.string().min(1, 'Enter a name.'), tags: z.array(z.string()).optional() }),
    query: z.object({ page: z.coerce.number().int().default(1) }),
    params: z.object({ id: z.uuid() }),
  },
  handle,
);

const id = '019a0000-0000-7000-8000-000000000000';
const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };

interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  query?: string;
  id?: string;
}

function call({ method = 'POST', headers = {}, body = '{"name":"x"}', query = '', id: given = id }: Call) {
  const request = new Request(`http://localhost:3000/api/things${query}`, {
    method,
    headers: { ...own, cookie: manager, host: 'localhost:3000', ...headers },
    body: method === 'GET' ? undefined : body,
  });
  return route(request, { params: Promise.resolve({ id: given }) });
}

beforeEach(() => {
  handle.mockClear();
});

test('a route hands on who asks and what was sent, checked', async () => {
  const response = await call({ query: '?page=2&other=1', body: '{"name":"x","more":1}' });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    by: 'manager',
    body: { name: 'x' },
    params: { id },
    query: { page: 2 },
  });
});

test.each<[string, Call, number, string]>([
  ['without a cookie', { headers: { cookie: '' } }, 401, 'Sign in again'],
  ['with a forged cookie', { headers: { cookie: 'muster.session=e30.e30.e30' } }, 401, 'Sign in again'],
  ['with an empty cookie', { headers: { cookie: 'muster.session=' } }, 401, 'Sign in again'],
  ['from another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'another site'],
  ['from a sister site', { headers: { 'sec-fetch-site': 'same-site' } }, 403, 'another site'],
  [
    'from another site, said by its origin',
    { headers: { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' } },
    403,
    'another site',
  ],
  ['as a form', { headers: { 'content-type': 'text/plain' } }, 400, 'as JSON'],
  ['as JSON of a lookalike type', { headers: { 'content-type': 'application/jsonx' } }, 400, 'as JSON'],
  ['with a broken body', { body: '{"name":' }, 400, 'not valid JSON'],
  ['with an empty body', { body: '' }, 400, 'not valid JSON'],
  ['with a wrong field', { body: '{"name":""}' }, 400, 'name: Enter a name.'],
  ['with a wrong query', { query: '?page=x' }, 400, 'page:'],
  ['with a body too large', { body: JSON.stringify({ name: 'x'.repeat(1_048_577) }) }, 413, 'at most'],
  ['with an id that is none', { id: 'x' }, 404, 'nothing at this address'],
])('a request %s is refused before any work', async (_, given, status, message) => {
  const response = await call(given);
  expect(response.status).toBe(status);
  expect((await response.json()).error).toContain(message);
  expect(handle).not.toHaveBeenCalled();
});

test('the permission is asked for on the server, and named', async () => {
  const response = await call({ headers: { cookie: stranger } });
  expect(response.status).toBe(403);
  expect((await response.json()).error).toContain('“See users”');
  expect(handle).not.toHaveBeenCalled();
});

test('each wrong field has its message', async () => {
  const response = await call({ body: '{"name":"","tags":[1]}' });
  expect(Object.keys((await response.json()).fields)).toEqual(['name', 'tags.0']);
});

test.each([
  [{ origin: 'http://localhost:3000' }, 200],
  [{ origin: 'https://muster.internal', host: 'muster.internal' }, 200],
  [{}, 200],
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'http://localhost:3001' }, 403],
  [{ origin: 'null' }, 403],
])('where the browser says no site, the origin decides: %j', async (headers, status) => {
  const request = new Request('http://localhost:3000/api/things', {
    method: 'POST',
    headers: { cookie: manager, host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    body: '{"name":"x"}',
  });
  expect((await route(request, { params: Promise.resolve({ id }) })).status).toBe(status);
});

const context = { params: Promise.resolve({}) };
const get = (headers: Record<string, string> = {}) => new Request('http://localhost:3000/api/x', { headers });

test('reading from a link on another site is fine', async () => {
  const open = publicJsonRoute({}, async () => ({ fine: true }));
  const response = await open(get({ 'sec-fetch-site': 'cross-site' }), context);
  expect(await response.json()).toEqual({ fine: true });
});

test('nothing to say is 204', async () => {
  const response = await publicJsonRoute({}, async () => undefined)(get(), context);
  expect(response.status).toBe(204);
});

test('a refusal keeps its status and words; an unknown error is logged and says nothing', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const refusing = publicJsonRoute({}, async () => {
    throw new AppError(409, 'That name is taken.');
  });
  const failing = publicJsonRoute({}, async () => {
    throw new Error('relation "users" does not exist');
  });
  const refused = await refusing(get(), context);
  expect([refused.status, await refused.json()]).toEqual([409, { error: 'That name is taken.' }]);
  expect(log).not.toHaveBeenCalled();
  const failed = await failing(get(), context);
  expect(failed.status).toBe(500);
  expect(JSON.stringify(await failed.json())).not.toContain('users');
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

test('a deactivated user’s next request is refused', async () => {
  await sql.rows({ text: "UPDATE users SET active = false WHERE user_name = 'manager'", values: [] });
  expect((await call({})).status).toBe(401);
  await sql.rows({ text: "UPDATE users SET active = true WHERE user_name = 'manager'", values: [] });
});
