import { keepManager, type Permission } from '../../../access';
import { recordActivity } from '../../../activity';
import { type Sql, transaction } from '../../../database';
import { type Administrator, actorOf } from '../administrator';
import { grantedBy, keepWithinReach } from '../reach';
import { type EditableRole, editableRole, refuseChanged } from './editable-role';

async function setPermissions(
  tx: Sql,
  by: Administrator,
  role: EditableRole,
  wanted: ReadonlySet<Permission>,
): Promise<void> {
  const current = await grantedBy(tx, role.id);
  const added = [...wanted].filter((permission) => !current.includes(permission));
  const taken = current.filter((permission) => !wanted.has(permission));
  if (added.length === 0 && taken.length === 0) return;
  keepWithinReach(by, [...added, ...taken], 'You cannot give or take');
  await tx.rows({
    text: 'DELETE FROM role_permissions WHERE role_id = $1 AND permission = ANY($2)',
    values: [role.id, taken],
  });
  await tx.rows({
    text: 'INSERT INTO role_permissions (role_id, permission) SELECT $1, unnest($2::text[])',
    values: [role.id, added],
  });
  // Whoever waits for the role has to notice that it gives something else now.
  await tx.rows({
    text: 'UPDATE roles SET version = version + 1, updated_at = now() WHERE id = $1',
    values: [role.id],
  });
  await recordActivity(tx, {
    tenantId: by.tenantId,
    actor: actorOf(by),
    action: 'role.permissions-changed',
    subject: { kind: 'role', id: role.id, name: role.name },
    outcome: 'done',
    detail: { added, taken },
  });
}

/**
 * Makes `permissions` all that a role grants, a provisioned one's, too. They hold with the members' next request.
 * @param seen the version of the role that this was decided upon
 * @throws AppError 404, 403 where it would give or take what `by` does not hold, 409 where the role has another version;
 * LastManagerError
 */
export function setRolePermissions(
  by: Administrator,
  roleId: string,
  permissions: readonly Permission[],
  seen?: number,
): Promise<void> {
  return transaction(async (tx) => {
    const role = await editableRole(tx, by.tenantId, roleId);
    refuseChanged(role, seen);
    await keepManager(tx, by.tenantId, () => setPermissions(tx, by, role, new Set(permissions)));
  });
}
