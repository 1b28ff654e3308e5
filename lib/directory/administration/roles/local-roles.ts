import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { keepManager } from '../../../access';
import { recordActivity, recordMembers } from '../../../activity';
import { AppError } from '../../../app-error';
import { type Sql, transaction, violatedIndex } from '../../../database';
import { fold } from '../../fold';
import { changesOf } from '../../user-changes';
import { type Administrator, actorOf } from '../administrator';
import { grantedBy, keepWithinReach } from '../reach';
import type { newRoleBody, roleBody } from '../requests';
import { type EditableRole, editableRole, refuseChanged, refuseManaged } from './editable-role';

/** A local role to be made. */
export type NewRole = z.output<typeof newRoleBody>;
/** What is changed of a role. */
export type RoleChange = z.output<typeof roleBody>;

function nameTaken(error: unknown, name: string | undefined): never {
  if (violatedIndex(error) !== 'roles_name') throw error;
  throw new AppError(409, `There is a role “${name}” already. Choose a different name.`);
}

function record(
  tx: Sql,
  by: Administrator,
  verb: 'created' | 'updated' | 'deleted',
  role: { readonly id: string; readonly name: string },
  detail = {},
  members: readonly string[] = [],
) {
  const entry = {
    tenantId: by.tenantId,
    actor: actorOf(by),
    action: `role.${verb}`,
    subject: { kind: 'role', id: role.id, name: role.name },
    outcome: 'done',
    detail,
  } as const;
  return members.length > 0 ? recordMembers(tx, entry, members) : recordActivity(tx, entry);
}

/** Makes a local role, which grants nothing yet. @throws AppError 409 where a role has the name */
export async function createRole(by: Administrator, { name, description }: NewRole): Promise<{ id: string }> {
  const id = uuid();
  try {
    await transaction(async (tx) => {
      await tx.rows({
        text: 'INSERT INTO roles (id, tenant_id, name, name_key, description) VALUES ($1, $2, $3, $4, $5)',
        values: [id, by.tenantId, name, fold(name), description ?? null],
      });
      await record(tx, by, 'created', { id, name });
    });
  } catch (error) {
    nameTaken(error, name);
  }
  return { id };
}

/**
 * Changes a role's name, which has to be local or left behind by a deleted configuration, or its description.
 * @throws AppError 404, 403 for the name of a role that is provisioned or grants what `by` does not hold, 409 where
 * another role has the name
 */
export async function editRole(by: Administrator, id: string, change: RoleChange): Promise<void> {
  try {
    await transaction(async (tx) => {
      const role = await editableRole(tx, by.tenantId, id);
      const { name = role.name, description = role.description } = change;
      const renamed = name !== role.name;
      if (!renamed && description === role.description) return;
      // An identity provider that comes later finds a role by its name, and puts its own members there.
      if (renamed) {
        refuseManaged(role, 'name');
        keepWithinReach(by, await grantedBy(tx, id), 'This role grants');
      }
      const changes = changesOf({ name: role.name, description: role.description }, { name, description });
      await tx.rows({
        text: `UPDATE roles SET name = $3, name_key = $4, description = $5,
            version = version + 1, updated_at = now()
          WHERE tenant_id = $2 AND id = $1`,
        values: [id, by.tenantId, name, fold(name), description],
      });
      await record(tx, by, 'updated', { id, name }, { changes });
    });
  } catch (error) {
    nameTaken(error, change.name);
  }
}

async function erase(tx: Sql, by: Administrator, role: EditableRole): Promise<void> {
  const { id } = role;
  refuseManaged(role, 'role');
  const permissions = await grantedBy(tx, id);
  keepWithinReach(by, permissions, 'This role grants');
  const members = await tx.rows<{ id: string }>({
    text: 'DELETE FROM memberships WHERE tenant_id = $2 AND role_id = $1 RETURNING user_id AS id',
    values: [id, by.tenantId],
  });
  await tx.rows({ text: 'DELETE FROM role_permissions WHERE role_id = $1', values: [id] });
  await tx.rows({
    text: 'DELETE FROM roles WHERE tenant_id = $2 AND id = $1',
    values: [id, by.tenantId],
  });
  const ids = members.map((member) => member.id);
  await record(tx, by, 'deleted', role, { permissions, members: ids.length }, ids);
}

/**
 * Deletes a role for good, with all it grants: no role that the identity provider pushes later under its name
 * gets its permissions.
 * @param seen the version of the role that this was decided upon
 * @throws AppError 404, 403 (provisioned, or grants what `by` does not hold), 409 (the role has another version);
 * LastManagerError
 */
export function deleteRole(by: Administrator, id: string, seen?: number): Promise<void> {
  return transaction(async (tx) => {
    const role = await editableRole(tx, by.tenantId, id);
    refuseChanged(role, seen);
    await keepManager(tx, by.tenantId, () => erase(tx, by, role));
  });
}
