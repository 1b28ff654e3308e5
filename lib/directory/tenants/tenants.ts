import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { manageClient } from '../../access';
import { type Actor, recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { type Sql, sql, transaction } from '../../database';
import { fold } from '../fold';
import { numberedSlug, slugOf } from './slug';

/** A tenant to be made, with its first administrator. */
export interface NewTenant {
  readonly name: string;
  /** The administrator's e-mail address, which is the user name, too. */
  readonly adminEmail: string;
  /** From `hashPassword`; without it the administrator sets a password through a link. */
  readonly adminPasswordHash?: string;
  /** Who makes it. Without one, the administrator does. */
  readonly actor?: Actor;
}

/** A tenant that was made. */
export interface MadeTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly adminId: string;
  readonly adminEmail: string;
}

const newTenant = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the client a name.')
    .max(200, 'Use at most 200 characters for the name.')
    .regex(/^\P{Cc}*$/u, 'Leave control characters out of the name.'),
  adminEmail: z
    .string()
    .trim()
    .max(254, 'Use at most 254 characters for the e-mail address.')
    .pipe(z.email('Give the administrator a valid e-mail address.')),
});

/**
 * Makes a tenant with a local role "Administrator", which may manage the client, and its first member. The
 * set-up link of an empty server is void from then on.
 * @throws AppError 400 where the name or the address needs a change
 */
export function createTenant(wanted: NewTenant): Promise<MadeTenant> {
  return transaction((tx) => createTenantIn(tx, wanted));
}

/** Like `createTenant`, within the transaction `tx`. */
export async function createTenantIn(tx: Sql, wanted: NewTenant): Promise<MadeTenant> {
  const checked = newTenant.safeParse(wanted);
  if (!checked.success) throw new AppError(400, checked.error.issues.map((issue) => issue.message).join(' '));
  const { name, adminEmail } = checked.data;
  const ids = { tenant: uuid(), role: uuid(), admin: uuid() };
  await tx.rows({ text: 'DELETE FROM setup_links', values: [] });
  const slug = await insertTenant(tx, ids.tenant, name);
  await insertAdministrator(tx, ids, adminEmail, wanted.adminPasswordHash ?? null);
  await record(tx, ids, { name, slug, adminEmail, actor: wanted.actor });
  return { tenantId: ids.tenant, slug, adminId: ids.admin, adminEmail };
}

interface Ids {
  readonly tenant: string;
  readonly role: string;
  readonly admin: string;
}

const administrator = 'Administrator';

/** Inserts the tenant under the first slug that is free, and gives it; two at once never get the same. */
async function insertTenant(tx: Sql, id: string, name: string): Promise<string> {
  const wanted = slugOf(name);
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? wanted : numberedSlug(wanted, n);
    const made = await tx.rows({
      text: 'INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING RETURNING 1',
      values: [id, slug, name],
    });
    if (made.length > 0) return slug;
  }
}

async function insertAdministrator(tx: Sql, ids: Ids, email: string, passwordHash: string | null) {
  const attributes = { emails: [{ value: email, type: 'work', primary: true }] };
  await tx.rows({
    text: `INSERT INTO users (id, tenant_id, user_name, user_name_key, email, email_key, attributes, password_hash)
      VALUES ($1, $2, $3, $4, $3, $4, $5, $6)`,
    values: [ids.admin, ids.tenant, email, fold(email), JSON.stringify(attributes), passwordHash],
  });
  await tx.rows({
    text: `INSERT INTO roles (id, tenant_id, name, name_key, description) VALUES ($1, $2, $3, $4, $5)`,
    values: [ids.role, ids.tenant, administrator, fold(administrator), 'May do everything in this client.'],
  });
  await tx.rows({
    text: 'INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)',
    values: [ids.role, manageClient],
  });
  await tx.rows({
    text: 'INSERT INTO memberships (tenant_id, role_id, user_id) VALUES ($1, $2, $3)',
    values: [ids.tenant, ids.role, ids.admin],
  });
}

async function record(
  tx: Sql,
  ids: Ids,
  made: { name: string; slug: string; adminEmail: string; actor: Actor | undefined },
): Promise<void> {
  const about = {
    tenantId: ids.tenant,
    actor: made.actor ?? { kind: 'user' as const, id: ids.admin, name: made.adminEmail },
    outcome: 'done' as const,
  };
  await recordActivity(tx, {
    ...about,
    action: 'tenant.created',
    subject: { kind: 'tenant', id: ids.tenant, name: made.name },
    detail: { slug: made.slug },
  });
  await recordActivity(tx, {
    ...about,
    action: 'role.created',
    subject: { kind: 'role', id: ids.role, name: administrator },
    detail: { permissions: [manageClient] },
  });
  await recordActivity(tx, {
    ...about,
    action: 'user.created',
    subject: { kind: 'user', id: ids.admin, name: made.adminEmail },
    detail: { roles: [administrator] },
  });
}

/** A tenant as the operator sees it. */
export interface ListedTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Its users that are not removed, deactivated ones among them. */
  readonly users: number;
}

/** Every tenant, in the order they were made. */
export function listTenants(): Promise<ListedTenant[]> {
  return sql.rows<ListedTenant>({
    text: `SELECT t.id, t.slug, t.name, t.created_at AS "createdAt",
        (SELECT count(*)::int FROM users u WHERE u.tenant_id = t.id AND u.deleted_at IS NULL) AS users
      FROM tenants t ORDER BY t.created_at, t.id`,
    values: [],
  });
}
