import { v7 as uuid } from 'uuid';
import { sql } from '../lib/database';
import { acting, makeRole, makeUser } from './people';
import { connectedTenant, group, made, type ScimClient, user } from './scim';

/** A tenant whose every id and name can be told from all others: each name has its mark in it. */
export interface MarkedTenant extends ScimClient {
  readonly adminId: string;
  readonly mark: string;
  /** Everything that has an id, by what it is. */
  readonly ids: Readonly<
    Record<
      | 'user'
      | 'group'
      | 'localUser'
      | 'localRole'
      | 'configuration'
      | 'key'
      | 'activity'
      | 'session'
      | 'request',
      string
    >
  >;
  readonly etags: { readonly user: string; readonly group: string };
}

async function one(text: string, value: string): Promise<string> {
  const [row] = await sql.rows<{ id: string }>({ text, values: [value] });
  if (!row) throw new Error(`Nothing came of: ${text}`);
  return row.id;
}

async function session(userId: string): Promise<string> {
  const id = uuid();
  await sql.rows({
    text: `INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`,
    values: [id, userId],
  });
  return id;
}

/** Makes a tenant with one of everything. */
export async function markedTenant(): Promise<MarkedTenant> {
  const mark = `mark${uuid().slice(-12)}`;
  const client = await connectedTenant();
  const { tenantId, adminId } = client;
  const person = await made(client, user(`ada.${mark}`, { externalId: `x-${mark}`, title: `Title ${mark}` }));
  const crew = await made(client, group(`Crew ${mark}`, [person.id], { externalId: `g-${mark}` }));
  const admin = await acting(tenantId, adminId);
  return {
    ...client,
    mark,
    ids: {
      user: person.id,
      group: crew.id,
      localUser: await makeUser(tenantId, { userName: `local.${mark}`, displayName: `Local ${mark}` }),
      localRole: await makeRole(tenantId, { name: `Role ${mark}`, permissions: ['users.view'] }),
      configuration: await one('SELECT id FROM configurations WHERE tenant_id = $1', tenantId),
      key: await one('SELECT id FROM api_keys WHERE tenant_id = $1', tenantId),
      activity: await one(
        'SELECT id FROM activities WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1',
        tenantId,
      ),
      session: await session(admin.id),
      request: await one('SELECT id FROM activities WHERE tenant_id = $1 ORDER BY id LIMIT 1', tenantId),
    },
    etags: { user: person.meta.version, group: crew.meta.version },
  };
}

/** What is written of a tenant's own requests a moment after they were answered. */
const writtenBehind = ['exchanges', 'request_hours', 'latest_requests', 'request_buckets'];

/** The SQL of a row of a tenant's table `t` as JSON; but for the last use of a key, which is written behind, too. */
export const rowSql = `to_jsonb(t) - '{last_used_at,last_used_address,last_used_agent}'::text[] AS row`;

/** What of a tenant nobody else may change: its rows, but for when keys and sessions were last used. */
export async function everythingOf({ tenantId }: { readonly tenantId: string }): Promise<string> {
  const tables = await sql.rows<{ table_name: string }>({
    text: `SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'tenant_id'
        AND table_name <> ALL($1) ORDER BY table_name`,
    values: [writtenBehind],
  });
  const texts = [
    ...tables.map(({ table_name: table }) => `SELECT ${rowSql} FROM "${table}" t WHERE tenant_id = $1`),
    'SELECT to_jsonb(t) AS row FROM tenants t WHERE id = $1',
    `SELECT to_jsonb(t) - 'last_seen_at' - 'expires_at' AS row FROM sessions t WHERE user_id IN (SELECT id FROM users WHERE tenant_id = $1)`,
    'SELECT to_jsonb(t) AS row FROM password_links t WHERE user_id IN (SELECT id FROM users WHERE tenant_id = $1)',
    'SELECT to_jsonb(t) AS row FROM role_permissions t WHERE role_id IN (SELECT id FROM roles WHERE tenant_id = $1)',
  ];
  const all = texts.map((text) => sql.rows({ text: `${text} ORDER BY 1`, values: [tenantId] }));
  return JSON.stringify(await Promise.all(all));
}
