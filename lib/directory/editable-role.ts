import { validate as isUuid } from 'uuid';
import { AppError } from '../app-error';
import type { Sql } from '../database';

/** A role's row, held against other changes until the transaction ends. */
export interface EditableRole {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** True where an identity provider manages the name and the members. */
  readonly managed: boolean;
}

/**
 * Finds a role of the tenant that was not removed, and holds it. Locks are taken in one order everywhere, so that
 * nobody waits in a circle: the role, then the tenant (`keepManager`), then users.
 * @throws AppError 404
 */
export async function editableRole(tx: Sql, tenantId: string, id: string): Promise<EditableRole> {
  const [role] = !isUuid(id)
    ? []
    : await tx.rows<EditableRole>({
        name: 'directory-editable-role',
        text: `SELECT r.id, r.name, r.description, r.configuration_id IS NOT NULL AND EXISTS (
              SELECT 1 FROM configurations c WHERE c.tenant_id = r.tenant_id AND c.deleted_at IS NULL) AS managed
          FROM roles r WHERE r.tenant_id = $1 AND r.id = $2 AND r.deleted_at IS NULL FOR NO KEY UPDATE`,
        values: [tenantId, id],
      });
  if (!role) throw new AppError(404, 'There is no such role.');
  return role;
}

/** Refuses to change what comes from the identity provider. @throws AppError 403 */
export function refuseManaged({ managed, name }: EditableRole, what: 'name' | 'members' | 'role'): void {
  if (!managed) return;
  const change = {
    name: 'Rename its group there; the name follows.',
    members: 'Change the members of its group there; they follow. For other people, give a local role.',
    role: 'Delete its group there, or end pushing it; the role goes with it.',
  }[what];
  throw new AppError(403, `The role “${name}” comes from the identity provider. ${change}`);
}
