import { encode } from 'next-auth/jwt';
import { v7 as uuid } from 'uuid';
import { permissions } from '../../lib/access';
import { cookieSecret } from '../../lib/auth/cookie-secret';
import { connect, rotate } from '../../lib/connection';
import { sql } from '../../lib/database';
import {
  deactivateAnyway,
  liveConfiguration,
  makeHolder,
  makeRole,
  makeTenant,
  makeUser,
} from '../../test/people';
import type { Caller } from './callers';

/** What a caller shows: a session's cookie, an API key, or nothing. */
export interface Credentials {
  readonly cookie?: string;
  readonly key?: string;
}

/** Two tenants of a rule's own: one whose things are asked for, and another one. */
export interface World {
  readonly credentials: ReadonlyMap<Caller, Credentials>;
  /** Each makes one of this tenant that nobody used yet, and gives its id. */
  readonly localUser: () => Promise<string>;
  readonly provisionedUser: () => Promise<string>;
  readonly localRole: () => Promise<string>;
  readonly provisionedRole: () => Promise<string>;
  /** The ids of an entry of this tenant's activity, and of its live key. */
  readonly activity: () => Promise<string>;
  readonly liveKey: () => Promise<string>;
}

async function cookieOf(userId: string): Promise<string> {
  const sid = uuid();
  await sql.rows({
    text: `INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
    values: [sid, userId],
  });
  return `muster.session=${await encode({ token: { sid }, secret: cookieSecret() })}`;
}

/** The cookie of a user whose access ended after that. */
async function oldCookie(tenantId: string, ending: { removed: boolean }): Promise<string> {
  const { id } = await makeHolder(tenantId, ['client.manage']);
  const cookie = await cookieOf(id);
  await deactivateAnyway(id, ending);
  return cookie;
}

async function idOf(text: string, tenantId: string): Promise<string> {
  const [row] = await sql.rows<{ id: string }>({ text, values: [tenantId] });
  return row?.id ?? '';
}

const operator = { kind: 'operator' } as const;

async function connectedTenant(name: string) {
  const tenant = await makeTenant(name);
  const { tenantId } = tenant;
  const { apiKey } = await connect({ tenantId, provider: 'okta', actor: operator });
  return { ...tenant, apiKey, configurationId: await liveConfiguration(tenantId) };
}

/** Makes two tenants with everybody who tries a route. */
export async function makeWorld(): Promise<World> {
  const name = `routes-${uuid()}`;
  const [own, other] = [await connectedTenant(name), await connectedTenant(`${name}-other`)];
  const { tenantId, configurationId } = own;
  const live = await rotate({ tenantId, actor: operator });
  const credentials = new Map<Caller, Credentials>([
    ['nobody', {}],
    ['a user without permission', { cookie: await cookieOf(await makeUser(tenantId)) }],
    ['the first administrator', { cookie: await cookieOf(own.admin.id) }],
    ['another client’s administrator', { cookie: await cookieOf(other.admin.id) }],
    ['a deactivated user’s cookie', { cookie: await oldCookie(tenantId, { removed: false }) }],
    ['a removed user’s cookie', { cookie: await oldCookie(tenantId, { removed: true }) }],
    ['a live key', { key: live.apiKey }],
    ['a rotated key', { key: own.apiKey }],
    ['another client’s key', { key: other.apiKey }],
  ]);
  for (const { name: permission } of permissions) {
    const { id } = await makeHolder(tenantId, [permission]);
    credentials.set(`only ${permission}`, { cookie: await cookieOf(id) });
  }
  return {
    credentials,
    localUser: () => makeUser(tenantId),
    provisionedUser: () => makeUser(tenantId, { configurationId }),
    localRole: () => makeRole(tenantId),
    provisionedRole: () => makeRole(tenantId, { configurationId }),
    activity: () => idOf('SELECT id FROM activities WHERE tenant_id = $1 ORDER BY id LIMIT 1', tenantId),
    liveKey: () => idOf('SELECT id FROM api_keys WHERE tenant_id = $1 AND revoked_at IS NULL', tenantId),
  };
}
