import { validate as isUuid } from 'uuid';
import { AppError } from '../../../app-error';
import type { Sql } from '../../../database';

/** A role's row that an administrator may change. */
export interface EditableRole {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Moved on by every change of the role, its members and its permissions. */
  readonly version: number;
  /** True where an identity provider manages the name and the members. */
  readonly managed: boolean;
}

const find = `SELECT r.id, r.name, r.description, r.version, r.configuration_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM configurations c WHERE c.tenant_id = r.tenant_id AND c.deleted_at IS NULL) AS managed
  FROM roles r WHERE r.tenant_id = $1 AND r.id = $2 AND r.deleted_at IS NULL`;

async function found(on: Sql, tenantId: string, id: string, held: boolean): Promise<EditableRole> {
  const [role] = !isUuid(id)
    ? []
    : await on.rows<EditableRole>({
        name: held ? 'directory-editable-role' : 'directory-read-role',
        text: held ? `${find} FOR NO KEY UPDATE` : find,
        values: [tenantId, id],
      });
  if (!role) throw new AppError(404, 'There is no such role.');
  return role;
}

/** Finds a role of the tenant that was not removed. @throws AppError 404 */
export function readRole(on: Sql, tenantId: string, id: string): Promise<EditableRole> {
  return found(on, tenantId, id, false);
}

/**
 * Finds a role of the tenant that was not removed, and holds it until the transaction ends. Locks are taken in one order
 * everywhere, so that nobody waits in a circle: the role, then the tenant (`keepManager`), then users.
 * @throws AppError 404
 */
export function editableRole(tx: Sql, tenantId: string, id: string): Promise<EditableRole> {
  return found(tx, tenantId, id, true);
}

/** Refuses a change that was decided upon another version of the role. @throws AppError 409 */
export function refuseChanged({ name, version }: EditableRole, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new AppError(
    409,
    `The role “${name}” was changed meanwhile. Look again at who gains and who loses, then save.`,
  );
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
