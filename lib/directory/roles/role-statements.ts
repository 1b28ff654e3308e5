import { manageClient } from '../../access';
import type { Statement } from '../../database';
import { type Document, fold } from '../../scim';
import { admitted } from '../resources/admitted';
import { checkIndexed } from '../resources/indexed-text';
import type { Scope } from '../resources/scope';
import { type Told, toldSql, toldValues } from '../resources/told';
import { isVisibleRole, roleRow } from './role-resource';

/** What a client may write of a role, but its members. */
export interface WrittenRole {
  readonly name: string;
  readonly externalId: string | null;
}

/** What a document writes of a role. @throws ScimError invalidValue for a name or externalId that is too long */
export function writtenRole({ displayName, externalId }: Document): WrittenRole {
  const role = { name: String(displayName), externalId: typeof externalId === 'string' ? externalId : null };
  checkIndexed('displayName', role.name);
  checkIndexed('externalId', role.externalId);
  return role;
}

/** True where the role `r` gives the permission to manage the client. */
export const givesManagement = `EXISTS (
  SELECT FROM role_permissions p WHERE p.role_id = r.id AND p.permission = '${manageClient}')`;

const get = (name: string, withMembers: boolean) =>
  admitted(
    name,
    ` SELECT ${roleRow(withMembers)}, ${isVisibleRole}
      FROM caller LEFT JOIN roles r ON r.tenant_id = caller.tenant_id AND r.id = $3`,
  );
const getRole = get('role-get', false);
const getWithMembers = get('role-get-members', true);

/** One role, for whom is admitted. */
export function selectRole(scope: Scope, id: string, withMembers: boolean): Statement {
  return withMembers ? getWithMembers(scope, [id]) : getRole(scope, [id]);
}

/**
 * A role held until the transaction ends, with whether it gives the permission to manage the client. Where the role was
 * changed while the statement waited for it, its permissions are those of before, and `current` is false.
 */
export function lockRole({ tenantId }: Scope, id: string): Statement {
  return {
    name: 'role-lock',
    text: `SELECT ${roleRow(false)}, ${isVisibleRole}, ${givesManagement} AS manages,
        (SELECT s.version FROM roles s WHERE s.id = $2) = r.version AS current
      FROM roles r WHERE r.tenant_id = $1 AND r.id = $2 FOR NO KEY UPDATE`,
    values: [tenantId, id],
  };
}

/** The part of a statement that records what was done to the role `r`. */
function toldOfRole(
  first: number,
  told: Pick<Told, 'action'> & Partial<Pick<Told, 'detail' | 'configurationId'>>,
): string {
  return toldSql(first, {
    tenantId: 'r.tenant_id',
    configurationId: 'r.configuration_id',
    subject: 'role',
    id: 'r.id',
    name: 'r.name',
    detail: `'{}'`,
    from: 'r',
    ...told,
  });
}

const insert = admitted(
  'role-insert',
  `, known AS (
    SELECT id FROM roles, caller WHERE roles.tenant_id = caller.tenant_id AND deleted_at IS NOT NULL
      AND roles.configuration_id IS NOT NULL AND (external_id = $6::text OR name_key = $5::text)
    ORDER BY external_id IS NOT DISTINCT FROM $6::text DESC, deleted_at DESC LIMIT 1
  ), restored AS (
    UPDATE roles SET name = $4, name_key = $5, external_id = $6, configuration_id = caller.configuration_id,
      deleted_at = NULL, version = version + 1, updated_at = now()
    FROM caller WHERE id IN (SELECT id FROM known) AND deleted_at IS NOT NULL RETURNING roles.*
  ), made AS (
    INSERT INTO roles (tenant_id, configuration_id, id, name, name_key, external_id)
    SELECT tenant_id, configuration_id, $3::uuid, $4::text, $5::text, $6::text FROM caller
    WHERE NOT EXISTS (SELECT FROM known) RETURNING *
  ), r AS (SELECT * FROM restored UNION ALL SELECT * FROM made), ${toldOfRole(7, {
    action: `CASE WHEN r.id = $3::uuid THEN 'role.created' ELSE 'role.restored' END`,
  })}
  SELECT ${roleRow(false)} FROM caller LEFT JOIN r ON TRUE`,
);

/**
 * Makes a role, for whom is admitted, or brings back one that the identity provider deleted, with its permissions:
 * the one of the same externalId, else of the same name. All null: somebody else brought it back just now.
 */
export function insertRole(scope: Scope, id: string, role: WrittenRole): Statement {
  return insert(scope, [id, role.name, fold(role.name), role.externalId, ...toldValues(scope)]);
}

/** Writes name and externalId of a role that is locked. @param changes what activity shows of it */
export function updateRole(
  scope: Scope,
  id: string,
  role: WrittenRole,
  changes: Readonly<Record<string, unknown>>,
): Statement {
  return {
    name: 'role-update',
    text: `WITH r AS (
        UPDATE roles SET name = $4, name_key = $5, external_id = $6, configuration_id = $2, version = version + 1,
          updated_at = now() WHERE tenant_id = $1 AND id = $3 RETURNING *
      ), ${toldOfRole(8, { action: `'role.updated'`, detail: '$7::jsonb' })}
      SELECT ${roleRow(false)} FROM r`,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      role.name,
      fold(role.name),
      role.externalId,
      JSON.stringify({ changes }),
      ...toldValues(scope),
    ],
  };
}

/** Ends a role and its grants; its permissions wait in case the identity provider pushes it again. */
export function removeRole(scope: Scope, id: string): Statement {
  return {
    name: 'role-remove',
    text: `WITH r AS (
        UPDATE roles SET deleted_at = now(), version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $2 RETURNING *
      ), ended AS (DELETE FROM memberships WHERE role_id IN (SELECT id FROM r) RETURNING user_id
      ), named AS (INSERT INTO member_entries (user_id, entry_id) SELECT user_id, $4::uuid FROM ended
      ), ${toldOfRole(4, { action: `'role.deleted'`, configurationId: '$3::uuid' })}
      SELECT id FROM r`,
    values: [scope.tenantId, id, scope.configurationId, ...toldValues(scope)],
  };
}
