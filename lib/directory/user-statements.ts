import { manageClient } from '../access';
import type { Statement } from '../database';
import type { Scope } from './scope';
import { shownName, shownNameSql } from './shown-name';
import { toldSql, toldValues } from './told';
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

const assignments = (from: number) =>
  writtenColumns.map((column, i) => `${column} = ${writtenPlaces(from)[i]}`).join(', ');

/** A user to be shown; all null where the id names none. */
export type FoundUser = UserRow & { readonly visible: boolean | null };

/** A user to be changed, with whether it holds the permission to manage the client. */
export type LoadedUser = FoundUser & { readonly manages: boolean };

const user = `u ON u.tenant_id = caller.tenant_id AND u.id = $3`;

/** True where the user `u` holds the permission to manage the client. */
const manages = `EXISTS (
    SELECT FROM memberships m JOIN roles r ON r.id = m.role_id
    JOIN role_permissions p ON p.role_id = r.id AND p.permission = '${manageClient}'
    WHERE m.user_id = u.id AND r.deleted_at IS NULL)`;

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
    text: `WITH ${caller} SELECT ${userRow}, ${isVisible}, ${manages} AS manages
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

const lastWritten = (from: number) => from + writtenColumns.length;

/** The part that records a change of a user: its parameters behind the written ones are name, action and detail. */
function told(
  first: number,
  by: Pick<Parameters<typeof toldSql>[1], 'tenantId' | 'configurationId'>,
): string {
  return toldSql(first, {
    ...by,
    action: `$${first + 3}::text`,
    subject: 'user',
    id: '$3::uuid',
    name: `$${first + 2}::text`,
    detail: `$${first + 4}::jsonb`,
    from: 'u',
  });
}

/** What is told of a change: its name, and what activity shows of it. */
export interface UserChange {
  readonly action: `user.${string}`;
  readonly detail?: Readonly<Record<string, unknown>>;
}

function values(scope: Scope, written: WrittenUser, { action, detail = {} }: UserChange): unknown[] {
  return [
    ...writtenValues(written),
    ...toldValues(scope),
    shownName(written),
    action,
    JSON.stringify(detail),
  ];
}

const byParameters = { tenantId: '$1::uuid', configurationId: '$2::uuid' };

/** Makes a user, for whom is admitted, unless a removed one of that name is to come back. */
export function insertUser(scope: Scope, id: string, written: WrittenUser): Statement {
  const { caller } = scope.admission;
  return {
    name: 'user-insert',
    text: `WITH ${caller}, known AS (
        SELECT users.id FROM users, caller WHERE ${removed}
        ORDER BY COALESCE(external_id = $6, FALSE) DESC, deleted_at DESC LIMIT 1
      ), u AS (
        INSERT INTO users (tenant_id, configuration_id, id, ${writtenColumns.join(', ')})
        SELECT tenant_id, configuration_id, $3::uuid, ${writtenPlaces(4).join(', ')} FROM caller
        WHERE NOT EXISTS (SELECT FROM known) RETURNING tenant_id, configuration_id, created_at
      ), ${told(lastWritten(4), { tenantId: 'u.tenant_id', configurationId: 'u.configuration_id' })}
      SELECT u.created_at AS "createdAt", known.id AS known
      FROM caller LEFT JOIN u ON TRUE LEFT JOIN known ON TRUE`,
    values: [...scope.admission.values, id, ...values(scope, written, { action: 'user.created' })],
  };
}

/**
 * Brings a removed user back, who is the same person: nothing but id and history returns. No row: somebody else
 * brought it back just now.
 */
export function restoreUser(scope: Scope, id: string, written: WrittenUser): Statement {
  return {
    name: 'user-restore',
    text: `WITH u AS (
        UPDATE users SET ${assignments(4)}, configuration_id = $2, deleted_at = NULL, password_hash = NULL,
          version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND deleted_at IS NOT NULL
        RETURNING id, version, created_at, updated_at
      ), forgotten AS (
        DELETE FROM memberships WHERE user_id IN (SELECT id FROM u)
      ), ${told(lastWritten(4), byParameters)}
      SELECT version AS "rowVersion", created_at AS "createdAt", updated_at AS "updatedAt" FROM u`,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      ...values(scope, written, { action: 'user.restored' }),
    ],
  };
}

/** Writes a user whose row is still at `rowVersion`; no row: it was changed meanwhile. */
export function updateUser(
  scope: Scope,
  { id, rowVersion }: UserRow,
  written: WrittenUser,
  change: UserChange,
): Statement {
  const own = values(scope, written, change);
  const version = lastWritten(4) + 5;
  return {
    name: 'user-update',
    text: `WITH u AS (
        UPDATE users SET ${assignments(4)}, configuration_id = $2, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND version = $${version} RETURNING version, updated_at
      ), ${told(lastWritten(4), byParameters)}
      SELECT version AS "rowVersion", updated_at AS "updatedAt" FROM u`,
    values: [scope.tenantId, scope.configurationId, id, ...own, rowVersion],
  };
}

/** A user whose access was to be given or taken: as it was, and what was written, if anything was. */
export type StatusRow = LoadedUser & { readonly written: number | null; readonly writtenAt: Date | null };

/**
 * Gives or takes a user's access, for whom is admitted, in one statement. Nothing is written where the user has that
 * status, changed meanwhile, or is one of those who manage the client and would lose it.
 */
export function setStatus(scope: Scope, id: string, active: boolean): Statement {
  const { caller, values } = scope.admission;
  return {
    name: 'user-status',
    text: `WITH ${caller}, held AS MATERIALIZED (
        SELECT ${userRow}, ${isVisible}, ${shownNameSql} AS name, NOT $4::boolean AND ${manages} AS manages
        FROM caller LEFT JOIN users ${user}
      ), u AS (
        UPDATE users SET active = $4, configuration_id = caller.configuration_id, version = version + 1, updated_at = now()
        FROM held, caller
        WHERE users.id = $3 AND users.version = held."rowVersion" AND held.visible AND held.active <> $4 AND NOT held.manages
        RETURNING users.tenant_id, users.configuration_id, users.version, users.updated_at, held.name
      ), ${toldSql(5, {
        tenantId: 'u.tenant_id',
        configurationId: 'u.configuration_id',
        action: `CASE WHEN $4 THEN 'user.reactivated' ELSE 'user.deactivated' END`,
        subject: 'user',
        id: '$3::uuid',
        name: 'u.name',
        detail: `jsonb_build_object('changes', jsonb_build_object('active', jsonb_build_object('from', NOT $4, 'to', $4)))`,
        from: 'u',
      })}
      SELECT held.*, u.version AS written, u.updated_at AS "writtenAt" FROM held LEFT JOIN u ON TRUE`,
    values: [...values, id, active, ...toldValues(scope)],
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
 * @param name under which the user is told of
 */
export function removeUser(scope: Scope, { id, rowVersion }: UserRow, name: string): Statement {
  return {
    name: 'user-remove',
    text: `WITH held AS (${rolesOfUser}), gone AS (
        UPDATE users SET active = false, deleted_at = now(), password_hash = NULL, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $2 AND version = $3 AND (SELECT count(*) FROM held) >= 0
        RETURNING id
      ), left_roles AS (DELETE FROM memberships WHERE user_id IN (SELECT id FROM gone) RETURNING role_id
      ), changed AS (
        UPDATE roles SET version = version + 1, updated_at = now() WHERE id IN (SELECT role_id FROM left_roles)
      ), ${toldSql(4, {
        tenantId: '$1::uuid',
        configurationId: '$7::uuid',
        action: `'user.deleted'`,
        subject: 'user',
        id: 'gone.id',
        name: '$6::text',
        detail: `'{}'`,
        from: 'gone',
      })}
      SELECT id FROM gone`,
    values: [scope.tenantId, id, rowVersion, ...toldValues(scope), name, scope.configurationId],
  };
}
