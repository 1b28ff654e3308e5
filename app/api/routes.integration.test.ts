import { encode } from 'next-auth/jwt';
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Permission } from '@/lib/access';
import type { Route } from '@/lib/auth';
import { sql } from '@/lib/database';
import { makeHolder, makeRole, makeTenant, makeUser, recorded, type TestTenant } from '../../test/people';
import * as linkOpened from './account/link-opened/route';
import * as ownPassword from './account/password/route';
import * as ownProfile from './account/profile/route';
import * as ownSession from './account/sessions/[session]/route';
import * as ownSessions from './account/sessions/route';
import * as activityExport from './activity/export/route';
import * as activity from './activity/route';
import * as auditCheck from './audit/check/route';
import * as auditExport from './audit/export/route';
import * as audit from './audit/route';
import * as client from './client/route';
import * as firstCounts from './first-sign-ins/counts/route';
import * as rounds from './first-sign-ins/rounds/route';
import * as firstSignIns from './first-sign-ins/route';
import * as effects from './roles/[id]/effects/route';
import * as members from './roles/[id]/members/route';
import * as permissions from './roles/[id]/permissions/route';
import * as role from './roles/[id]/route';
import * as roles from './roles/route';
import * as heldChanges from './scim-configuration/breaker/held/route';
import * as leaving from './scim-configuration/breaker/leave/route';
import * as breaker from './scim-configuration/breaker/route';
import * as health from './scim-configuration/health/route';
import * as key from './scim-configuration/keys/[id]/route';
import * as rotate from './scim-configuration/rotate/route';
import * as finish from './scim-configuration/rotation/finish/route';
import * as rotation from './scim-configuration/rotation/route';
import * as configuration from './scim-configuration/route';
import * as traffic from './scim-configuration/traffic/route';
import * as firstMail from './users/[id]/first-sign-in-mail/route';
import * as history from './users/[id]/history/route';
import * as link from './users/[id]/link/route';
import * as user from './users/[id]/route';
import * as userSession from './users/[id]/sessions/[session]/route';
import * as userSessions from './users/[id]/sessions/route';
import * as status from './users/[id]/status/route';
import * as users from './users/route';

const secret = 'a secret of at least thirty-two characters';
const every: readonly Permission[] = [
  'client.manage',
  'scim.manage',
  'users.view',
  'users.manage',
  'roles.view',
  'roles.manage',
  'activity.view',
];

/** Each door behind the settings pages, with the permission that opens it and a body that it reads. */
const doors: readonly [name: string, route: Route, permission: Permission, body?: unknown][] = [
  ['GET scim-configuration', configuration.GET, 'scim.manage'],
  ['POST scim-configuration', configuration.POST, 'scim.manage', { provider: 'okta' }],
  ['PATCH scim-configuration', configuration.PATCH, 'scim.manage', { provider: 'entra' }],
  ['DELETE scim-configuration', configuration.DELETE, 'scim.manage', { users: 'keep' }],
  ['POST scim-configuration/rotate', rotate.POST, 'scim.manage', {}],
  ['POST scim-configuration/rotation', rotation.POST, 'scim.manage', {}],
  ['DELETE scim-configuration/rotation', rotation.DELETE, 'scim.manage'],
  ['POST scim-configuration/rotation/finish', finish.POST, 'scim.manage'],
  ['PATCH scim-configuration/keys/[id]', key.PATCH, 'scim.manage', { name: 'Production' }],
  ['GET scim-configuration/health', health.GET, 'scim.manage'],
  ['GET scim-configuration/traffic', traffic.GET, 'scim.manage'],
  ['GET scim-configuration/breaker', breaker.GET, 'scim.manage'],
  ['PATCH scim-configuration/breaker', breaker.PATCH, 'scim.manage', { on: true }],
  ['GET scim-configuration/breaker/held', heldChanges.GET, 'scim.manage'],
  ['POST scim-configuration/breaker/held', heldChanges.POST, 'scim.manage', { decision: 'approve' }],
  ['POST scim-configuration/breaker/leave', leaving.POST, 'scim.manage', { hours: 24 }],
  ['GET activity', activity.GET, 'activity.view'],
  ['GET activity/export?format=json', activityExport.GET, 'activity.view'],
  ['GET audit', audit.GET, 'activity.view'],
  ['GET audit/check', auditCheck.GET, 'activity.view'],
  ['GET audit/export?format=csv', auditExport.GET, 'activity.view'],
  ['GET client', client.GET, 'client.manage'],
  ['PATCH client', client.PATCH, 'client.manage', { name: 'Acme' }],
  ['GET users', users.GET, 'users.view'],
  ['POST users', users.POST, 'users.manage', { userName: 'ada' }],
  ['GET users/[id]', user.GET, 'users.view'],
  ['PATCH users/[id]', user.PATCH, 'users.manage', { title: 'Analyst' }],
  ['PUT users/[id]/status', status.PUT, 'users.manage', { active: true }],
  ['GET users/[id]/link', link.GET, 'scim.manage'],
  ['POST users/[id]/link', link.POST, 'scim.manage'],
  ['GET users/[id]/sessions', userSessions.GET, 'users.manage'],
  ['DELETE users/[id]/sessions', userSessions.DELETE, 'users.manage'],
  ['DELETE users/[id]/sessions/[session]', userSession.DELETE, 'users.manage'],
  ['POST users/[id]/first-sign-in-mail', firstMail.POST, 'users.manage'],
  ['GET users/[id]/history', history.GET, 'activity.view'],
  ['GET first-sign-ins', firstSignIns.GET, 'users.view'],
  ['GET first-sign-ins/counts', firstCounts.GET, 'users.view'],
  ['GET first-sign-ins/rounds', rounds.GET, 'users.manage'],
  ['POST first-sign-ins/rounds', rounds.POST, 'users.manage', { users: [uuid()] }],
  ['GET roles', roles.GET, 'roles.view'],
  ['POST roles', roles.POST, 'roles.manage', { name: 'Desk' }],
  ['GET roles/[id]', role.GET, 'roles.view'],
  ['PATCH roles/[id]', role.PATCH, 'roles.manage', { description: 'Reception' }],
  ['DELETE roles/[id]', role.DELETE, 'roles.manage'],
  ['POST roles/[id]/effects', effects.POST, 'roles.manage', { change: 'delete' }],
  ['PUT roles/[id]/permissions', permissions.PUT, 'roles.manage', { permissions: [] }],
  ['GET roles/[id]/members', members.GET, 'roles.view'],
  ['POST roles/[id]/members', members.POST, 'roles.manage', { users: [uuid()] }],
  ['DELETE roles/[id]/members', members.DELETE, 'roles.manage', { users: [uuid()] }],
];

async function cookieOf(userId: string): Promise<string> {
  const sid = uuid();
  await sql.rows({
    text: `INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
    values: [sid, userId],
  });
  return `muster.session=${await encode({ token: { sid }, secret })}`;
}

interface Call {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly id?: string;
  readonly query?: string;
}

async function call(name: string, route: Route, { cookie = '', body, id = 'none', query = '' }: Call) {
  const [method = 'GET', path] = name.split(' ');
  const request = new Request(`http://localhost:3000/api/${path}${query}`, {
    method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await route(request, { params: Promise.resolve({ id }) });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text || undefined };
}

let tenant: TestTenant;
let admin: string;

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = secret;
  tenant = await makeTenant('Acme');
  admin = await cookieOf(tenant.admin.id);
});

describe('every route', () => {
  it.each(doors)('%s is closed without a session', async (name, route, _, body) => {
    expect(await call(name, route, { body })).toMatchObject({ status: 401 });
  });

  it.each(doors)(
    '%s is closed to who holds every permission but the needed',
    async (name, route, needed, body) => {
      const implying = new Set<Permission>([needed, 'client.manage']);
      if (needed === 'users.view') implying.add('users.manage');
      if (needed === 'roles.view') implying.add('roles.manage');
      const holder = await makeHolder(
        tenant.tenantId,
        every.filter((permission) => !implying.has(permission)),
      );
      expect(await call(name, route, { cookie: await cookieOf(holder.id), body })).toMatchObject({
        status: 403,
        body: { error: expect.stringContaining('permission') },
      });
    },
  );

  it.each(doors)('%s is open to who holds the permission', async (name, route, needed, body) => {
    const other = await makeTenant('Open');
    const holder = await makeHolder(other.tenantId, [needed]);
    const { status: answer } = await call(name, route, { cookie: await cookieOf(holder.id), body });
    expect([200, 204, 404]).toContain(answer);
  });

  it.each(doors.filter(([name]) => name.includes('[id]')))(
    '%s answers 404 for what another tenant has',
    async (name, route, _, body) => {
      const other = await makeTenant('Other');
      for (const id of [other.admin.id, other.adminRoleId, uuid(), 'x'])
        expect(await call(name, route, { cookie: admin, id, body })).toMatchObject({ status: 404 });
    },
  );

  it.each(doors.filter(([, , , body]) => body !== undefined))(
    '%s says which field of the body is wrong',
    async (name, route) => {
      const answer = await call(name, route, { cookie: admin, body: { nonsense: true } });
      expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) } });
    },
  );
});

describe('the routes behind SCIM Settings', () => {
  it('connect, rotate, relabel and delete', async () => {
    const acme = await makeTenant('Scim');
    const cookie = await cookieOf(acme.admin.id);
    const get = () => call('GET scim-configuration', configuration.GET, { cookie });
    expect(await get()).toEqual({ status: 200, body: { configuration: null } });
    const made = await call('POST scim-configuration', configuration.POST, {
      cookie,
      body: { provider: 'okta' },
    });
    expect(made).toEqual({ status: 200, body: { scimUri: expect.any(String), apiKey: expect.any(String) } });
    const rotated = await call('POST scim-configuration/rotate', rotate.POST, { cookie, body: {} });
    expect(rotated.body.apiKey).not.toBe(made.body.apiKey);
    await call('PATCH scim-configuration', configuration.PATCH, { cookie, body: { provider: 'jumpcloud' } });
    const { body } = await get();
    expect(body.configuration).toMatchObject({
      provider: 'jumpcloud',
      key: { lastFour: rotated.body.apiKey.slice(-4) },
    });
    expect(JSON.stringify(body)).not.toContain(rotated.body.apiKey);
    expect(
      await call('DELETE scim-configuration', configuration.DELETE, {
        cookie,
        body: { users: 'deactivate' },
      }),
    ).toEqual({ status: 200, body: { users: 0 } });
    expect(await get()).toEqual({ status: 200, body: { configuration: null } });
  });

  it('rotate with confirmation, and change what is said of a key', async () => {
    const acme = await makeTenant('Keys');
    const cookie = await cookieOf(acme.admin.id);
    const get = async () =>
      (await call('GET scim-configuration', configuration.GET, { cookie })).body.configuration;
    await call('POST scim-configuration', configuration.POST, { cookie, body: { provider: 'okta' } });
    const start = (body: unknown) =>
      call('POST scim-configuration/rotation', rotation.POST, { cookie, body });
    expect(await start({ retiresInHours: 0 })).toMatchObject({ status: 400 });
    const made = await start({ retiresInHours: 24, expiresAt: null });
    expect(made).toEqual({ status: 200, body: { scimUri: expect.any(String), apiKey: expect.any(String) } });
    expect(await start({})).toMatchObject({ status: 409, body: { error: expect.stringContaining('waits') } });
    const { id, lastFour } = (await get()).rotation.key;
    expect(lastFour).toBe(made.body.apiKey.slice(-4));
    const edit = (body: unknown) =>
      call('PATCH scim-configuration/keys/[id]', key.PATCH, { cookie, id, body });
    expect(await edit({ allowedSources: ['10.0.0.0/8', 'x'] })).toMatchObject({
      status: 400,
      body: { fields: { allowedSources: expect.stringContaining('“x” is no address') } },
    });
    expect(await edit({ name: 'New', allowedSources: ['10.0.0.0/8'] })).toEqual({ status: 204 });
    expect((await get()).rotation.key).toMatchObject({ name: 'New', allowedSources: ['10.0.0.0/8'] });
    const end = () => call('POST scim-configuration/rotation/finish', finish.POST, { cookie });
    expect(await end()).toEqual({ status: 204 });
    expect(await end()).toMatchObject({ status: 409 });
    expect(await get()).toMatchObject({ key: { id, name: 'New' }, rotation: null });
    await start({});
    expect(await call('DELETE scim-configuration/rotation', rotation.DELETE, { cookie })).toEqual({
      status: 204,
    });
    expect(await get()).toMatchObject({ key: { id }, rotation: null });
  });

  it('show the requests for the live configuration of one tenant, newest first', async () => {
    const [acme, other] = [await makeTenant('Watching'), await makeTenant('Watched')];
    const cookie = await cookieOf(acme.admin.id);
    const seen = async () =>
      (await call('GET scim-configuration/traffic', traffic.GET, { cookie })).body.requests;
    const note = ({ tenantId }: TestTenant, path: string, at: Date) =>
      sql.rows({
        text: `INSERT INTO latest_requests (id, tenant_id, at, method, path, status, problem)
          VALUES ($1, $2, $3, 'GET', $4, 404, 'wrong-path')`,
        values: [uuid(), tenantId, at, path],
      });
    await note(acme, '/scim/v2/before', new Date(Date.now() - 60_000));
    expect(await seen()).toEqual([]);
    await call('POST scim-configuration', configuration.POST, { cookie, body: { provider: 'okta' } });
    const soon = new Date(Date.now() + 1000);
    for (const path of ['/scim/v2/first', '/scim/v2/second']) await note(acme, path, soon);
    await note(other, '/scim/v2/foreign', soon);
    expect(await seen()).toMatchObject([
      { path: '/scim/v2/second', status: 404, problem: 'wrong-path', at: soon.toISOString() },
      { path: '/scim/v2/first' },
    ]);
    expect(await seen()).toHaveLength(2);
  });

  it.each([
    [{}, ''],
    [{ on: 'yes' }, 'on'],
    [{ share: 0 }, 'share'],
    [{ share: 101 }, 'share'],
    [{ atLeast: 0 }, 'atLeast'],
    [{ windowMinutes: 1.5 }, 'windowMinutes'],
    [{ windowMinutes: 'NaN' }, 'windowMinutes'],
  ])('refuse %j as a circuit breaker, and say what to change', async (body, field) => {
    const answer = await call('PATCH scim-configuration/breaker', breaker.PATCH, { cookie: admin, body });
    expect(answer).toMatchObject({ status: 400, body: { fields: { [field]: expect.any(String) } } });
  });

  it('refuse to leave for no time, and to decide otherwise than there is', async () => {
    const leave = await call('POST breaker/leave', leaving.POST, { cookie: admin, body: { hours: 0 } });
    const decide = await call('POST breaker/held', heldChanges.POST, {
      cookie: admin,
      body: { decision: 'x' },
    });
    expect([leave.status, decide.status]).toEqual([400, 400]);
  });

  it('refuse an unknown identity provider', async () => {
    const answer = await call('POST scim-configuration', configuration.POST, {
      cookie: admin,
      body: { provider: 'onelogin' },
    });
    expect(answer).toMatchObject({ status: 400, body: { fields: { provider: expect.any(String) } } });
  });
});

describe('the routes behind users and roles', () => {
  it('make, find, edit and deactivate a user', async () => {
    const made = await call('POST users', users.POST, {
      cookie: admin,
      body: { userName: 'ada', givenName: 'Ada', email: 'ada@acme.test' },
    });
    const { id } = made.body;
    const found = await call('GET users', users.GET, { cookie: admin, query: '?search=ADA@&page=1' });
    expect(found.body.users).toMatchObject([{ id, name: 'Ada', status: 'active' }]);
    const taken = await call('POST users', users.POST, { cookie: admin, body: { userName: 'ADA' } });
    expect(taken).toMatchObject({ status: 409, body: { error: expect.stringContaining('Another user') } });
    const wrong = await call('PATCH users/[id]', user.PATCH, { cookie: admin, id, body: { email: 'x' } });
    expect(wrong).toMatchObject({ status: 400, body: { fields: { email: 'Give a valid e-mail address.' } } });
    await call('PATCH users/[id]', user.PATCH, { cookie: admin, id, body: { title: 'Analyst' } });
    await call('PUT users/[id]/status', status.PUT, { cookie: admin, id, body: { active: false } });
    const page = await call('GET users/[id]', user.GET, { cookie: admin, id });
    expect(page.body).toMatchObject({ status: 'deactivated', profile: { title: 'Analyst', active: false } });
  });

  it('give a role, and its permissions open the doors with the next request', async () => {
    const ada = await makeUser(tenant.tenantId);
    const cookie = await cookieOf(ada);
    const seen = () => call('GET users', users.GET, { cookie });
    expect(await seen()).toMatchObject({ status: 403 });
    const { body } = await call('POST roles', roles.POST, { cookie: admin, body: { name: 'Desk' } });
    const desk = { cookie: admin, id: body.id };
    await call('POST roles/[id]/members', members.POST, { ...desk, body: { users: [ada] } });
    await call('PUT roles/[id]/permissions', permissions.PUT, {
      ...desk,
      body: { permissions: ['users.view'] },
    });
    expect(await seen()).toMatchObject({ status: 200 });
    const page = await call('GET roles/[id]/members', members.GET, desk);
    expect(page.body).toMatchObject({ total: { count: 1, more: false }, members: [{ id: ada }] });
    await call('DELETE roles/[id]', role.DELETE, desk);
    expect(await seen()).toMatchObject({ status: 403 });
  });

  it('tell of the last manager in words', async () => {
    const answer = await call('PUT roles/[id]/permissions', permissions.PUT, {
      cookie: admin,
      id: tenant.adminRoleId,
      body: { permissions: [] },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('Nobody would be left') },
    });
  });

  it('show activity by subject, page after page', async () => {
    const { body } = await call('POST roles', roles.POST, { cookie: admin, body: { name: 'Watched' } });
    await makeRole(tenant.tenantId);
    await call('PATCH roles/[id]', role.PATCH, { cookie: admin, id: body.id, body: { name: 'Seen' } });
    const first = await call('GET activity', activity.GET, {
      cookie: admin,
      query: `?subject=${body.id}&limit=1`,
    });
    expect(first.body).toMatchObject({ entries: [{ action: 'role.updated' }], before: expect.any(String) });
    const query = `?subject=${body.id}&limit=1&before=${first.body.before}`;
    const second = await call('GET activity', activity.GET, { cookie: admin, query });
    expect(second.body).toMatchObject({ entries: [{ action: 'role.created' }], before: null });
    const wrong = await call('GET activity', activity.GET, { cookie: admin, query: '?before=1' });
    expect(wrong).toMatchObject({ status: 400, body: { fields: { before: expect.any(String) } } });
  });
});

describe('the route that exports activity', () => {
  it('gives a file of what the filters leave', async () => {
    const acme = await makeTenant('Export');
    const cookie = await cookieOf(acme.admin.id);
    const file = (query: string) => call(`GET activity/export?${query}`, activityExport.GET, { cookie });
    const csv = await file('format=csv');
    expect(csv.body).toMatch(/^\ufeff?Time,What happened,/);
    expect(csv.body).toContain('created the client Export,done,tenant.created');
    const lines = String((await file('format=json&area=roles')).body)
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(['role.created']);
    expect(await file('format=json&search=nobody')).toEqual({ status: 200, body: undefined });
  });

  it('says what is wrong with the format and with filters', async () => {
    const answer = (query: string) =>
      call(`GET activity/export?${query}`, activityExport.GET, { cookie: admin });
    expect(await answer('format=xls')).toMatchObject({
      status: 400,
      body: { fields: { format: 'Choose one of csv, json.' } },
    });
    expect(await answer('format=csv&from=yesterday')).toMatchObject({
      status: 400,
      body: { fields: { from: expect.stringContaining('2026') } },
    });
  });

  it('ends where the session does', async () => {
    const acme = await makeTenant('Ended');
    const cookie = await cookieOf(acme.admin.id);
    const request = new Request('http://localhost:3000/api/activity/export?format=json', {
      headers: { cookie },
    });
    const response = await activityExport.GET(request, { params: Promise.resolve({}) });
    await sql.rows({ text: 'DELETE FROM sessions WHERE user_id = $1', values: [acme.admin.id] });
    await expect(response.text()).rejects.toThrow('no longer');
  });
});

describe('the route of the client', () => {
  it('renames it', async () => {
    const acme = await makeTenant('Before');
    const cookie = await cookieOf(acme.admin.id);
    expect(await call('PATCH client', client.PATCH, { cookie, body: { name: ' After ' } })).toEqual({
      status: 204,
    });
    await call('PATCH client', client.PATCH, { cookie, body: { name: 'After' } });
    const { body } = await call('GET client', client.GET, { cookie });
    expect(body).toMatchObject({ name: 'After', slug: acme.slug });
    const renames = (await recorded(acme.tenantId)).filter((entry) => entry.action === 'tenant.updated');
    expect(renames).toEqual([
      {
        action: 'tenant.updated',
        outcome: 'done',
        detail: { changes: { name: { from: 'Before', to: 'After' } } },
      },
    ]);
  });
});

describe('the routes of people’s own account', () => {
  const own: readonly [name: string, route: Route, body?: unknown][] = [
    ['PATCH account/profile', ownProfile.PATCH, { givenName: 'Ada' }],
    ['PUT account/password', ownPassword.PUT, { current: 'x', password: 'y' }],
    ['DELETE account/sessions', ownSessions.DELETE],
    ['DELETE account/sessions/[session]', ownSession.DELETE],
  ];

  it.each(own)('%s is closed without a session', async (name, route, body) => {
    expect(await call(name, route, { body })).toMatchObject({ status: 401 });
  });

  it('take no other fields than the names, and no permission', async () => {
    const ada = await makeUser(tenant.tenantId);
    const cookie = await cookieOf(ada);
    const change = (body: unknown) => call('PATCH account/profile', ownProfile.PATCH, { cookie, body });
    expect(await change({ givenName: 'Ada', familyName: 'Lovelace' })).toEqual({ status: 204 });
    for (const body of [{ userName: 'admin' }, { email: 'x@evil.test' }, { id: tenant.admin.id }])
      expect(await change(body)).toMatchObject({ status: 400 });
    const wrong = await call('PUT account/password', ownPassword.PUT, { cookie, body: { current: '' } });
    expect(wrong).toMatchObject({ status: 400, body: { fields: { current: expect.any(String) } } });
  });

  it('say nothing of a link to whoever has it or not', async () => {
    for (const token of ['x', '', 'a'.repeat(43)])
      expect(await call('POST account/link-opened', linkOpened.POST, { body: { token } })).toEqual({
        status: 204,
      });
    expect(await call('POST account/link-opened', linkOpened.POST, { body: {} })).toMatchObject({
      status: 400,
    });
  });
});

describe('the routes of first sign-ins', () => {
  it('mail to nobody where a body does not say to whom', async () => {
    const ask = (body: unknown) => call('POST first-sign-ins/rounds', rounds.POST, { cookie: admin, body });
    for (const body of [
      {},
      { users: [] },
      { stage: 'waiting' },
      { days: 0 },
      { stage: 'signed-in', days: 0 },
    ])
      expect(await ask(body)).toMatchObject({ status: 400 });
    const { body } = await call('GET first-sign-ins', firstSignIns.GET, { cookie: admin, query: '?after=1' });
    expect(body).toMatchObject({ fields: { after: expect.any(String) } });
  });
});
