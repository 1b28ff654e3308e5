import { encode } from 'next-auth/jwt';
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '@/lib/auth';
import { sql } from '@/lib/database';
import { everythingOf, type MarkedTenant, markedTenant } from '../../test/two-tenants';

// Every id of one tenant, with the session of the other's administrator, at every JSON route: whatever is asked, nothing
// of the one is in the answer, and nothing of it has changed. A route with an id in its path is found by itself; one that
// reads a body has to have it here.

declare global {
  interface ImportMeta {
    glob<Module>(pattern: string, options: { eager: true }): Record<string, Module>;
  }
}

const secret = 'a secret of at least thirty-two characters';
const files = import.meta.glob<Record<string, unknown>>('./**/route.ts', { eager: true });
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Bodies that are right, of the routes that read one. */
const bodies: Readonly<Record<string, unknown>> = {
  'PATCH users/[id]': { title: 'Taken' },
  'PUT users/[id]/status': { active: false },
  'POST users/[id]/link': undefined,
  'POST users/[id]/first-sign-in-mail': undefined,
  'PATCH roles/[id]': { description: 'Taken' },
  'PATCH scim-configuration/keys/[id]': { name: 'Taken' },
  'PUT roles/[id]/permissions': { permissions: [] },
  'POST roles/[id]/effects': { change: 'delete' },
  'POST roles/[id]/members': { users: [uuid()] },
  'DELETE roles/[id]/members': { users: [uuid()] },
};

/** Every route with a parameter in its path. */
const routes = Object.entries(files).flatMap(([file, handlers]) => {
  const path = file.slice(2, -'/route.ts'.length);
  if (!/\[\w+\]/.test(path)) return [];
  return methods.flatMap((method) => {
    const route = handlers[method];
    return route ? [{ name: `${method} ${path}`, route: route as Route }] : [];
  });
});

let theirs: MarkedTenant;
let ours: MarkedTenant;
let cookie: string;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = secret;
  theirs = await markedTenant();
  ours = await markedTenant();
  cookie = `muster.session=${await encode({ token: { sid: ours.ids.session }, secret })}`;
});

interface Asked {
  readonly params?: Record<string, string>;
  readonly query?: string;
  readonly body?: unknown;
}

/** Asks a route as our administrator for something of theirs, and gives the answer once both rules hold. */
async function ask(name: string, { params = {}, query = '', body }: Asked) {
  const [method = '', path = ''] = name.split(' ');
  const route = files[`./${path}/route.ts`]?.[method] as Route;
  const address = path.replace(/\[(\w+)\]/g, (_, key: string) => params[key] ?? '');
  const request = new Request(`http://localhost:3000/api/${address}${query}`, {
    method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const before = await everythingOf(theirs);
  const response = await route(request, { params: Promise.resolve(params) });
  const text = await response.text();
  expect(await everythingOf(theirs)).toBe(before);
  const asked = JSON.stringify([params, query, body ?? null]);
  for (const word of [theirs.mark, theirs.tenantId, ...Object.values(theirs.ids)])
    if (!asked.includes(word)) expect(text).not.toContain(word);
  return { status: response.status, text };
}

it('finds the routes', () => {
  expect(routes.length).toBeGreaterThan(10);
});

describe.each(routes)('$name', ({ name }) => {
  it('has a body here where it reads one', () => {
    if (!/^(GET|DELETE) /.test(name)) expect(Object.keys(bodies)).toContain(name);
  });

  it('answers 404 for every id of theirs', async () => {
    for (const [kind, id] of Object.entries(theirs.ids)) {
      const names = [...name.matchAll(/\[(\w+)\]/g)].map(([, key = '']) => key);
      // Each parameter in turn is theirs; the others are what is ours.
      for (const theirOne of names) {
        const own = ['users', 'roles'].includes(name.split(/[ /]/)[1] ?? '') ? ours.ids.localUser : uuid();
        const params = Object.fromEntries(names.map((key) => [key, key === theirOne ? id : own]));
        const { status } = await ask(name, { params, body: bodies[name] });
        expect([kind, theirOne, status]).toEqual([kind, theirOne, 404]);
      }
    }
  });
});

describe('their users', () => {
  const params = () => ({ id: ours.ids.localRole });
  const users = () => [theirs.ids.user, theirs.ids.localUser, theirs.adminId];

  it('become no members', async () => {
    for (const user of users()) {
      const body = { users: [ours.adminId, user] };
      expect((await ask('POST roles/[id]/members', { params: params(), body })).status).toBe(404);
    }
    expect((await ask('GET roles/[id]/members', { params: params() })).text).toContain('"count":0');
  });

  it('are taken from no role of ours', async () => {
    const body = { users: users() };
    const { status, text } = await ask('DELETE roles/[id]/members', { params: params(), body });
    expect([status, text]).toEqual([200, '{"removed":0}']);
  });

  it.each(['add-members', 'remove-members'])('are nobody who gains or loses: %s', async (change) => {
    const body = { change, users: users() };
    const { status, text } = await ask('POST roles/[id]/effects', { params: params(), body });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ people: [], gains: { people: { count: 0 } } });
  });
});

describe('lists of ours', () => {
  const places: readonly [string, () => string][] = [
    ['GET users', () => `?search=${theirs.mark}`],
    ['GET users', () => `?search=ada.${theirs.mark}`],
    ['GET users', () => ''],
    ['GET roles', () => `?search=${theirs.mark}`],
    ['GET roles', () => ''],
    ['GET activity', () => `?subject=${theirs.ids.user}`],
    ['GET activity', () => `?before=${theirs.ids.activity}`],
    ['GET activity', () => ''],
    ['GET client', () => ''],
    ['GET scim-configuration', () => ''],
    ['GET scim-configuration/breaker', () => ''],
    ['GET scim-configuration/breaker/held', () => ''],
  ];

  it.each(places)('hold nothing of theirs: %s', async (name, query) => {
    expect((await ask(name, { query: query() })).status).toBe(200);
  });

  it('go on from a place of theirs with what is ours', async () => {
    const place = Buffer.from(JSON.stringify([theirs.ids.user, `ada.${theirs.mark}`])).toString('base64url');
    const { status } = await ask('GET roles/[id]/members', {
      params: { id: ours.ids.group },
      query: `?after=${place}`,
    });
    expect(status).toBe(200);
  });
});

it('a session of theirs opens nothing of ours', async () => {
  const own = cookie;
  cookie = `muster.session=${await encode({ token: { sid: theirs.ids.session }, secret })}`;
  for (const { name } of routes.filter(({ name }) => name.startsWith('GET'))) {
    const id = name.includes('roles') ? ours.ids.localRole : ours.ids.localUser;
    const names = [...name.matchAll(/\[(\w+)\]/g)].map(([, key = '']) => [key, id]);
    expect((await ask(name, { params: Object.fromEntries(names) })).status).toBe(404);
  }
  cookie = own;
});

it('no membership lies between the two', async () => {
  const rows = await sql.rows({
    text: `SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.tenant_id <> m.tenant_id`,
    values: [],
  });
  expect(rows).toEqual([]);
});
