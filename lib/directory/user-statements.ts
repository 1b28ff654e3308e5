import { manageClient } from '../access';
import { type Entry, entryColumns, entryTypes, entryValues } from '../activity';
import type { Statement } from '../database';
import { visibleUser } from './columns';
import type { Scope } from './scope';
import { userRow, type WrittenUser, writtenColumns, writtenValues } from './user-resource';

const types: Partial<Record<(typeof writtenColumns)[number], string>> = {
  active: 'boolean',
  attributes: 'jsonb',
};

/** `$from`, `$from+1` … with the types of `writtenColumns`. */
function writtenPlaces(from: number): string[] {
  return writtenColumns.map((column, i) => `$${from + i}::${types[column] ?? 'text'}`);
}

/** The values of an activity entry as a `SELECT` list whose first parameter is `$from`. */
function entryPlaces(from: number): string {
  return entryTypes.map((type, i) => `$${from + i}::${type}`).join(', ');
}

const assignments = (from: number) =>
  writtenColumns.map((column, i) => `${column} = ${writtenPlaces(from)[i]}`).join(', ');

/** One user, with whether it holds the permission to manage the client. */
export function selectUser({ tenantId }: Scope, id: string): Statement {
  return {
    name: 'user-get',
    text: `SELECT ${userRow}, EXISTS (
        SELECT FROM memberships m JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
        JOIN role_permissions p ON p.role_id = r.id AND p.permission = '${manageClient}'
        WHERE m.user_id = u.id) AS manages
      FROM users u WHERE u.tenant_id = $1 AND u.id = $2 AND ${visibleUser}`,
    values: [tenantId, id],
  };
}

/**
 * Makes a user, or brings back the removed one of that name: the same person, where the externalIds agree or one
 * side has none. Nothing but id and history comes back. No row: somebody else brought it back just now.
 */
export function insertUser(scope: Scope, id: string, user: WrittenUser, entry: Entry): Statement {
  const written = writtenColumns.join(', ');
  return {
    name: 'user-insert',
    text: `WITH known AS (
        SELECT id FROM users WHERE tenant_id = $1 AND user_name_key = $5 AND deleted_at IS NOT NULL
          AND configuration_id IS NOT NULL AND (external_id IS NULL OR $6::text IS NULL OR external_id = $6)
        ORDER BY COALESCE(external_id = $6, FALSE) DESC, deleted_at DESC LIMIT 1
      ), restored AS (
        UPDATE users SET ${assignments(4)}, configuration_id = $2, deleted_at = NULL, password_hash = NULL,
          version = version + 1, updated_at = now()
        WHERE id IN (SELECT id FROM known) AND deleted_at IS NOT NULL RETURNING *
      ), forgotten AS (
        DELETE FROM memberships WHERE user_id IN (SELECT id FROM restored)
      ), made AS (
        INSERT INTO users (tenant_id, configuration_id, id, ${written})
        SELECT $1::uuid, $2::uuid, $3::uuid, ${writtenPlaces(4).join(', ')} WHERE NOT EXISTS (SELECT FROM known) RETURNING *
      ), u AS (SELECT * FROM restored UNION ALL SELECT * FROM made), told AS (
        INSERT INTO activities (${entryColumns})
        SELECT e.id, e.tenant_id, e.actor, e.actor_id, e.actor_name,
          CASE WHEN u.id = $3::uuid THEN e.action ELSE 'user.restored' END, e.subject, u.id, e.subject_name, e.outcome, e.detail
        FROM u, (SELECT ${entryPlaces(4 + writtenColumns.length)}) AS e (${entryColumns})
      )
      SELECT u.id, u.user_name AS "userName", u.external_id AS "externalId", u.active, u.attributes,
        u.version AS "rowVersion", 'W/"' || u.version || '"' AS version, u.created_at AS "createdAt",
        u.updated_at AS "updatedAt", NULL AS groups FROM u`,
    values: [scope.tenantId, scope.configurationId, id, ...writtenValues(user), ...entryValues(entry)],
  };
}

/** Writes a user whose row is still at `rowVersion`; no row: it was changed meanwhile. */
export function updateUser(
  scope: Scope,
  id: string,
  rowVersion: number,
  user: WrittenUser,
  entry: Entry,
): Statement {
  return {
    name: 'user-update',
    text: `WITH u AS (
        UPDATE users SET ${assignments(5)}, configuration_id = $2, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND version = $4 AND deleted_at IS NULL RETURNING *
      ), told AS (
        INSERT INTO activities (${entryColumns})
        SELECT ${entryPlaces(5 + writtenColumns.length)} WHERE EXISTS (SELECT FROM u)
      )
      SELECT ${userRow} FROM u`,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      rowVersion,
      ...writtenValues(user),
      ...entryValues(entry),
    ],
  };
}

const rolesOfUser = `SELECT r.id FROM roles r
  WHERE r.id IN (SELECT role_id FROM memberships WHERE tenant_id = $1 AND user_id = $2) ORDER BY r.id FOR NO KEY UPDATE`;

/**
 * Holds the roles of a user, in the order of their ids. Locks are taken in one order everywhere, so that nobody
 * waits in a circle: roles, then the tenant, then users.
 */
export function holdRoles({ tenantId }: Scope, userId: string): Statement {
  return { name: 'user-hold-roles', text: rolesOfUser, values: [tenantId, userId] };
}

/**
 * Takes a user away from SCIM: access, grants and the name end; the row and its history stay. Where the tenant is
 * held, `holdRoles` comes before that.
 */
export function removeUser(scope: Scope, id: string, rowVersion: number, entry: Entry): Statement {
  return {
    name: 'user-remove',
    text: `WITH held AS (${rolesOfUser}), gone AS (
        UPDATE users SET active = false, deleted_at = now(), password_hash = NULL, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL AND (SELECT count(*) FROM held) >= 0
        RETURNING id
      ), left_roles AS (DELETE FROM memberships WHERE user_id IN (SELECT id FROM gone) RETURNING role_id
      ), changed AS (
        UPDATE roles SET version = version + 1, updated_at = now() WHERE id IN (SELECT role_id FROM left_roles)
      ), told AS (INSERT INTO activities (${entryColumns}) SELECT ${entryPlaces(4)} WHERE EXISTS (SELECT FROM gone))
      SELECT id FROM gone`,
    values: [scope.tenantId, id, rowVersion, ...entryValues(entry)],
  };
}
