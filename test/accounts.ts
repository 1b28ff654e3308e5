import { v7 as uuid } from 'uuid';
import type { Permission } from '../lib/access';
import { hashPassword } from '../lib/auth';
import { sql, transaction } from '../lib/database';
import { createTenant, fold, type MadeTenant } from '../lib/directory';

/** A tenant with the administrator `admin@<slug>.test`. */
export async function addTenant(name: string): Promise<MadeTenant> {
  const adminEmail = `admin@${name.toLowerCase()}.test`;
  return createTenant({ name, adminEmail, actor: { kind: 'operator' } });
}

interface NewUser {
  readonly userName: string;
  readonly email?: string | null;
  readonly password?: string;
  readonly active?: boolean;
  readonly permissions?: readonly Permission[];
}

/** A local user of a tenant, with a role of its own where it has permissions. Gives the id. */
export async function addUser(tenantId: string, user: NewUser): Promise<string> {
  const id = uuid();
  const email = user.email === undefined ? null : user.email;
  const hash = user.password === undefined ? null : await hashPassword(user.password);
  await transaction(async (tx) => {
    await tx.rows({
      text: `INSERT INTO users (id, tenant_id, user_name, user_name_key, email, email_key, active, password_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        id,
        tenantId,
        user.userName,
        fold(user.userName),
        email,
        email && fold(email),
        user.active ?? true,
        hash,
      ],
    });
    if (!user.permissions) return;
    const roleId = uuid();
    await tx.rows({
      text: 'INSERT INTO roles (id, tenant_id, name, name_key) VALUES ($1, $2, $3, $3)',
      values: [roleId, tenantId, roleId],
    });
    await tx.rows({
      text: 'INSERT INTO memberships (tenant_id, role_id, user_id) VALUES ($1, $2, $3)',
      values: [tenantId, roleId, id],
    });
    for (const permission of user.permissions)
      await tx.rows({
        text: 'INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)',
        values: [roleId, permission],
      });
  });
  return id;
}

/** The actions recorded about a subject, oldest first, with their outcomes and details. */
export function recordedAbout(
  subjectId: string,
): Promise<{ action: string; outcome: string; detail: unknown }[]> {
  return sql.rows({
    text: 'SELECT action, outcome, detail FROM activities WHERE subject_id = $1 ORDER BY id',
    values: [subjectId],
  });
}
