import { effective, isPermission, type Permission, permissions } from '../../access';
import { AppError } from '../../app-error';
import type { Sql } from '../../database';
import type { Administrator } from './administrator';

/** The labels of those of `asked` that the administrator does not hold, in the order of the table. */
function beyond(by: Administrator, asked: Iterable<Permission>): string[] {
  const missing = new Set([...effective(asked)].filter((permission) => !by.permissions.has(permission)));
  // What holds every other permission says it all.
  const labels = permissions.filter(({ name }) => missing.has(name)).map(({ label }) => `“${label}”`);
  return missing.has('client.manage') ? labels.slice(0, 1) : labels;
}

/**
 * Nobody reaches beyond their own permissions: they cannot give or take one that they do not hold, nor change
 * somebody who holds more, whose account they could take over by changing its address.
 * @throws AppError 403 that starts with `refusal` and names the permissions
 */
export function keepWithinReach(by: Administrator, asked: Iterable<Permission>, refusal: string): void {
  const missing = beyond(by, asked);
  if (missing.length > 0)
    throw new AppError(403, `${refusal} ${missing.join(', ')}, which you do not hold yourself.`);
}

/** The permissions granted to a user through roles. */
export async function grantedTo(tx: Sql, tenantId: string, userId: string): Promise<Permission[]> {
  const rows = await tx.rows<{ permission: string }>({
    name: 'directory-granted-to',
    text: `SELECT DISTINCT p.permission FROM memberships m
      JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
      JOIN role_permissions p ON p.role_id = r.id
      WHERE m.tenant_id = $1 AND m.user_id = $2`,
    values: [tenantId, userId],
  });
  return rows.map((row) => row.permission).filter(isPermission);
}

/** The permissions that a role grants. */
export async function grantedBy(tx: Sql, roleId: string): Promise<Permission[]> {
  const rows = await tx.rows<{ permission: string }>({
    name: 'directory-granted-by',
    text: 'SELECT permission FROM role_permissions WHERE role_id = $1 ORDER BY permission',
    values: [roleId],
  });
  return rows.map((row) => row.permission).filter(isPermission);
}
