import { manageClient } from '../access';
import { type Entry, entryColumns, entryTypes, entryValues } from '../activity';
import type { Statement } from '../database';
import type { Scope } from './scope';
import {
  isVisible,
  type UserRow,
  userRow,
  type WrittenUser,
  writtenColumns,
  writtenValues,
} from './user-resource';

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

/** A user to be shown; all null where the id names none. */
export type FoundUser = UserRow & { readonly visible: boolean | null };

/** A user to be changed, with whether it holds the permission to manage the client. */
export type LoadedUser = FoundUser & { readonly manages: boolean };

const user = `u ON u.tenant_id = caller.tenant_id AND u.id = $3`;

/** One user, for whom is admitted. */
export function selectUser({ admission: { caller, values } }: Scope, id: string): Statement {
  return {
    name: 'user-get',
    text: `WITH ${caller} SELECT ${userRow}, ${isVisible} FROM caller LEFT JOIN users ${user}`,
    values: [...values, id],
  };
}

/** One user that is to be changed, for whom is admitted. */
export function loadUser({ admission: { caller, values } }: Scope, id: string): Statement {
  return {
    name: 'user-load',
    text: `WITH ${caller} SELECT ${userRow}, ${isVisible}, EXISTS (
        SELECT FROM memberships m JOIN roles r ON r.id = m.role_id
        JOIN role_permissions p ON p.role_id = r.id AND p.permission = '${manageClient}'
        WHERE m.user_id = u.id AND r.deleted_at IS NULL) AS manages
      FROM caller LEFT JOIN users ${user}`,
    values: [...values, id],
  };
}

/** What became of an insert: the row's times, or the removed user of that name who is to be brought back instead. */
export interface Inserted {
  readonly createdAt: Date | null;
  readonly known: string | null;
}

/** The removed users who may come back under the name `$5` and the externalId `$6`. */
const removed = `users.tenant_id = caller.tenant_id AND user_name_key = $5 AND deleted_at IS NOT NULL
  AND users.configuration_id IS NOT NULL AND (external_id IS NULL OR $6::text IS NULL OR external_id = $6)`;

/** Makes a user, for whom is admitted, unless a removed one of that name is to come back. */
export function insertUser(scope: Scope, id: string, written: WrittenUser, entry: Entry): Statement {
  const { caller, values } = scope.admission;
  return {
    name: 'user-insert',
    text: `WITH ${caller}, known AS (
        SELECT id FROM users, caller WHERE ${removed}
        ORDER BY COALESCE(external_id = $6, FALSE) DESC, deleted_at DESC LIMIT 1
      ), made AS (
        INSERT INTO users (tenant_id, configuration_id, id, ${writtenColumns.join(', ')})
        SELECT tenant_id, configuration_id, $3::uuid, ${writtenPlaces(4).join(', ')} FROM caller
        WHERE NOT EXISTS (SELECT FROM known) RETURNING created_at
      ), told AS (
        INSERT INTO activities (${entryColumns}) SELECT ${entryPlaces(4 + writtenColumns.length)} FROM made
      )
      SELECT made.created_at AS "createdAt", known.id AS known
      FROM caller LEFT JOIN made ON TRUE LEFT JOIN known ON TRUE`,
    values: [...values, id, ...writtenValues(written), ...entryValues(entry)],
  };
}

/**
 * Brings a removed user back, who is the same person: nothing but id and history returns. No row: somebody else
 * brought it back just now.
 */
export function restoreUser(scope: Scope, id: string, written: WrittenUser, entry: Entry): Statement {
  return {
    name: 'user-restore',
    text: `WITH u AS (
        UPDATE users SET ${assignments(4)}, configuration_id = $2, deleted_at = NULL, password_hash = NULL,
          version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND deleted_at IS NOT NULL
        RETURNING id, version, created_at, updated_at
      ), forgotten AS (
        DELETE FROM memberships WHERE user_id IN (SELECT id FROM u)
      ), told AS (
        INSERT INTO activities (${entryColumns}) SELECT ${entryPlaces(4 + writtenColumns.length)} FROM u
      )
      SELECT version AS "rowVersion", created_at AS "createdAt", updated_at AS "updatedAt" FROM u`,
    values: [scope.tenantId, scope.configurationId, id, ...writtenValues(written), ...entryValues(entry)],
  };
}

/** Writes a user whose row is still at `rowVersion`; no row: it was changed meanwhile. */
export function updateUser(
  scope: Scope,
  { id, rowVersion }: UserRow,
  written: WrittenUser,
  entry: Entry,
): Statement {
  return {
    name: 'user-update',
    text: `WITH u AS (
        UPDATE users SET ${assignments(5)}, configuration_id = $2, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND version = $4 RETURNING version, updated_at
      ), told AS (INSERT INTO activities (${entryColumns}) SELECT ${entryPlaces(5 + writtenColumns.length)} FROM u)
      SELECT version AS "rowVersion", updated_at AS "updatedAt" FROM u`,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      rowVersion,
      ...writtenValues(written),
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
export function removeUser(scope: Scope, { id, rowVersion }: UserRow, entry: Entry): Statement {
  return {
    name: 'user-remove',
    text: `WITH held AS (${rolesOfUser}), gone AS (
        UPDATE users SET active = false, deleted_at = now(), password_hash = NULL, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $2 AND version = $3 AND (SELECT count(*) FROM held) >= 0
        RETURNING id
      ), left_roles AS (DELETE FROM memberships WHERE user_id IN (SELECT id FROM gone) RETURNING role_id
      ), changed AS (
        UPDATE roles SET version = version + 1, updated_at = now() WHERE id IN (SELECT role_id FROM left_roles)
      ), told AS (INSERT INTO activities (${entryColumns}) SELECT ${entryPlaces(4)} WHERE EXISTS (SELECT FROM gone))
      SELECT id FROM gone`,
    values: [scope.tenantId, id, rowVersion, ...entryValues(entry)],
  };
}
