import { v7 as uuid } from 'uuid';
import { effective, type Permission } from '../lib/access';
import { sql, transaction } from '../lib/database';
import { type Administrator, createTenant, fold } from '../lib/directory';

/** A tenant for tests, with its first administrator as one who acts. */
export interface TestTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly admin: Administrator;
  /** The role that may manage the client. */
  readonly adminRoleId: string;
}

/** The user as one who acts, with the permissions that their roles grant now. */
export async function acting(tenantId: string, userId: string): Promise<Administrator> {
  const granted = await sql.rows<{ permission: Permission }>({
    text: `SELECT p.permission FROM memberships m JOIN role_permissions p ON p.role_id = m.role_id
      WHERE m.tenant_id = $1 AND m.user_id = $2`,
    values: [tenantId, userId],
  });
  const permissions = effective(granted.map((row) => row.permission));
  return { id: userId, tenantId, name: 'Grace Hopper', permissions };
}

/** Makes a tenant with its administrator. */
export async function makeTenant(name = 'Acme'): Promise<TestTenant> {
  const { tenantId, slug, adminId } = await createTenant({
    name,
    adminEmail: `grace@${name.toLowerCase()}.test`,
  });
  const [role] = await sql.rows<{ id: string }>({
    text: 'SELECT role_id AS id FROM memberships WHERE user_id = $1',
    values: [adminId],
  });
  if (!role) throw new Error('The administrator has no role.');
  return { tenantId, slug, admin: await acting(tenantId, adminId), adminRoleId: role.id };
}

/** What a test says of a user; the rest is made up. */
export interface TestUser {
  readonly userName?: string;
  readonly configurationId?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly active?: boolean;
  readonly removed?: boolean;
  readonly externalId?: string;
  readonly attributes?: Record<string, unknown>;
}

/** Puts a user into the database as it stands, and gives the id. */
export async function makeUser(tenantId: string, user: TestUser = {}): Promise<string> {
  const id = uuid();
  const userName = user.userName ?? `user-${id}`;
  await sql.rows({
    text: `INSERT INTO users (id, tenant_id, configuration_id, user_name, user_name_key, display_name, given_name,
        family_name, email, email_key, active, deleted_at, external_id, attributes)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      id,
      tenantId,
      user.configurationId ?? null,
      userName,
      fold(userName),
      user.displayName ?? null,
      user.givenName ?? null,
      user.familyName ?? null,
      user.email ?? null,
      user.email ? fold(user.email) : null,
      user.active ?? true,
      user.removed ? new Date() : null,
      user.externalId ?? null,
      JSON.stringify(user.attributes ?? {}),
    ],
  });
  return id;
}

/** What a test says of a role. */
export interface TestRole {
  readonly name?: string;
  readonly configurationId?: string;
  readonly permissions?: readonly Permission[];
  readonly members?: readonly string[];
  readonly removed?: boolean;
}

/** Puts a role into the database with its permissions and members, and gives the id. */
export async function makeRole(tenantId: string, role: TestRole = {}): Promise<string> {
  const id = uuid();
  const name = role.name ?? `role-${id}`;
  await sql.rows({
    text: `INSERT INTO roles (id, tenant_id, configuration_id, name, name_key, deleted_at)
      VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [id, tenantId, role.configurationId ?? null, name, fold(name), role.removed ? new Date() : null],
  });
  await sql.rows({
    text: 'INSERT INTO role_permissions (role_id, permission) SELECT $1, unnest($2::text[])',
    values: [id, role.permissions ?? []],
  });
  await sql.rows({
    text: 'INSERT INTO memberships (tenant_id, role_id, user_id) SELECT $1, $2, unnest($3::uuid[])',
    values: [tenantId, id, role.members ?? []],
  });
  return id;
}

/** Makes a user who holds just these permissions, as one who acts. */
export async function makeHolder(
  tenantId: string,
  permissions: readonly Permission[],
): Promise<Administrator> {
  const id = await makeUser(tenantId);
  await makeRole(tenantId, { permissions, members: [id] });
  return acting(tenantId, id);
}

/** Gives a user a session and a password link, and tells whether they are still there. */
export async function letIn(userId: string): Promise<() => Promise<{ sessions: number; links: number }>> {
  const later = new Date(Date.now() + 3_600_000);
  await sql.rows({
    text: 'INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, $3)',
    values: [uuid(), userId, later],
  });
  await sql.rows({
    text: 'INSERT INTO password_links (id, user_id, hash, expires_at) VALUES ($1, $2, $3, $4)',
    values: [uuid(), userId, Buffer.from(uuid()), later],
  });
  return async () => {
    const [left] = await sql.rows<{ sessions: number; links: number }>({
      text: `SELECT (SELECT count(*)::int FROM sessions WHERE user_id = $1) AS sessions,
        (SELECT count(*)::int FROM password_links WHERE user_id = $1) AS links`,
      values: [userId],
    });
    return left ?? { sessions: 0, links: 0 };
  };
}

/** Puts a live configuration of Okta into the database, without a key, and gives the id. */
export async function connectOkta(tenantId: string): Promise<string> {
  const id = uuid();
  await sql.rows({
    text: `INSERT INTO configurations (id, tenant_id, provider) VALUES ($1, $2, 'okta')`,
    values: [id, tenantId],
  });
  return id;
}

/** Makes a tenant with its administrator and a live configuration. */
export async function makeConnected(
  name?: string,
): Promise<TestTenant & { readonly configurationId: string }> {
  const tenant = await makeTenant(name);
  return { ...tenant, configurationId: await connectOkta(tenant.tenantId) };
}

/** A user's row as it stands in the database; empty for nobody's id. */
export async function storedUser(id: string): Promise<Record<string, unknown>> {
  const [row] = await sql.rows<Record<string, unknown>>({
    text: 'SELECT * FROM users WHERE id = $1',
    values: [id],
  });
  return row ?? {};
}

/** The live configuration's id of a tenant. */
export async function liveConfiguration(tenantId: string): Promise<string> {
  const [live] = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM configurations WHERE tenant_id = $1 AND deleted_at IS NULL',
    values: [tenantId],
  });
  if (!live) throw new Error('No identity provider is connected.');
  return live.id;
}

/** What was recorded of a subject, oldest first. */
export function recorded(subjectId: string): Promise<{ action: string; outcome: string; detail: unknown }[]> {
  return sql.rows({
    text: 'SELECT action, outcome, detail FROM activities WHERE subject_id = $1 ORDER BY id',
    values: [subjectId],
  });
}

/** Deactivates or removes a user whatever comes of it, also the last one who can manage the client. */
export function deactivateAnyway(id: string, { removed = false } = {}): Promise<void> {
  return transaction(async (tx) => {
    await tx.rows({
      text: `SELECT set_config('muster.keeps_manager', tenant_id::text, TRUE) FROM users WHERE id = $1`,
      values: [id],
    });
    await tx.rows({
      text: 'UPDATE users SET active = false, deleted_at = CASE WHEN $2 THEN now() END WHERE id = $1',
      values: [id, removed],
    });
  });
}
