import { manageClient } from '../../access';
import type { Statement } from '../../database';
import { judgedColumns, judging, judgment, toldOfHeld } from '../breaker/circuit-breaker';
import { admitted } from '../resources/admitted';
import type { Scope } from '../resources/scope';
import { toldSql, toldValues } from '../resources/told';
import { isVisible, type UserRow, userRow, type WrittenUser, writtenColumns } from './user-resource';
import { assignments, toldOfUser, writtenAndTold, writtenPlaces } from './user-written';

/** Statements that give `UserRow`. */
export const asText = { jsonAsText: true } as const;

/** A user to be shown; all null where the id names none. */
export type FoundUser = UserRow & { readonly visible: boolean | null };

/** A user to be changed. */
export type LoadedUser = FoundUser & {
  /** Whether it held the permission to manage the client when it was read. */
  readonly manages: boolean;
  /** Whether the circuit breaker has to be asked before its access ends. */
  readonly guarded: boolean;
  /** Whether the circuit breaker holds changes of this client. */
  readonly holding: boolean;
};

/** The user `u` with the id `$3`, joined to `caller`. Its id finds it, so that no plan looks through a tenant. */
export const oneUser = 'users u ON u.tenant_id = caller.tenant_id AND u.id = $3';

/** True where the user `u` holds the permission to manage the client. */
const manages = `EXISTS (
    SELECT FROM memberships m JOIN roles r ON r.id = m.role_id
    JOIN role_permissions p ON p.role_id = r.id AND p.permission = '${manageClient}'
    WHERE m.user_id = u.id AND r.deleted_at IS NULL)`;

const get = admitted('user-get', ` SELECT ${userRow}, ${isVisible} FROM caller LEFT JOIN ${oneUser}`, {
  ...asText,
  lane: 'reading',
});

const load = admitted(
  'user-load',
  ` SELECT ${userRow}, ${isVisible}, ${manages} AS manages, caller.guarded, caller.holding
  FROM caller LEFT JOIN ${oneUser}`,
  { ...asText, lane: 'reading' },
);

/** One user, for whom is admitted. */
export function selectUser(scope: Scope, id: string): Statement {
  return get(scope, [id]);
}

/** One user that is to be changed, for whom is admitted. */
export function loadUser(scope: Scope, id: string): Statement {
  return load(scope, [id]);
}

/** What became of an insert: the row's time, or the removed user of that name who is to be brought back instead. */
export interface Inserted {
  readonly createdAt: Date | null;
  readonly known: string | null;
}

/** The removed users who may come back under the name `$5` and the externalId `$6`. */
const removed = `users.tenant_id = caller.tenant_id AND user_name_key = $5 AND deleted_at IS NOT NULL
  AND users.configuration_id IS NOT NULL AND (external_id IS NULL OR $6::text IS NULL OR external_id = $6)`;

const insert = admitted(
  'user-insert',
  `, known AS (
    SELECT users.id FROM users, caller WHERE ${removed}
    ORDER BY COALESCE(external_id = $6, FALSE) DESC, deleted_at DESC LIMIT 1
  ), u AS (
    INSERT INTO users (tenant_id, configuration_id, id, ${writtenColumns.join(', ')})
    SELECT tenant_id, configuration_id, $3::uuid, ${writtenPlaces.join(', ')} FROM caller
    WHERE NOT EXISTS (SELECT FROM known) RETURNING tenant_id, configuration_id, created_at
  ), ${toldOfUser()}
  SELECT u.created_at AS "createdAt", known.id AS known FROM caller LEFT JOIN u ON TRUE LEFT JOIN known ON TRUE`,
  { lane: 'writing' },
);

/** Makes a user, for whom is admitted, unless a removed one of that name is to come back. */
export function insertUser(scope: Scope, id: string, written: WrittenUser): Statement {
  return insert(scope, [id, ...writtenAndTold(scope, written, { action: 'user.created' })]);
}

/**
 * Brings a removed user back, who is the same person: nothing but id and history returns. No row: somebody else
 * brought it back just now.
 */
export function restoreUser(scope: Scope, id: string, written: WrittenUser): Statement {
  return {
    name: 'user-restore',
    text: `WITH u AS (
        UPDATE users SET ${assignments}, configuration_id = $2, deleted_at = NULL, password_hash = NULL,
          version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND deleted_at IS NOT NULL RETURNING *
      ), forgotten AS (
        DELETE FROM memberships WHERE user_id IN (SELECT id FROM u)
      ), anew AS (
        UPDATE first_sign_ins SET stage = 'provisioned', since = now(), mailed_at = NULL, failed_at = NULL,
          opened_at = NULL, signed_in_at = NULL WHERE user_id IN (SELECT id FROM u)
      ), ${toldOfUser()}
      SELECT version AS "rowVersion", created_at AS "createdAt", updated_at AS "updatedAt" FROM u`,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      ...writtenAndTold(scope, written, { action: 'user.restored' }),
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

const removal = {
  tenant: '$1::uuid',
  configuration: '$8::uuid',
  user: '$2::uuid',
  version: '$3',
  kind: 'remove',
  // Roles are held before everything else.
  first: '(SELECT count(*) FROM held) >= 0',
} as const;

const told = {
  tenantId: removal.tenant,
  configurationId: removal.configuration,
  subject: 'user',
  name: '$7::text',
} as const;

function removing(judged: boolean): string {
  const passes = judged ? `(SELECT verdict FROM judged) = 'pass'` : removal.first;
  return `WITH held AS (${rolesOfUser}), ${judged ? `${judging(removal)}, ` : ''}gone AS (
        UPDATE users SET active = false, deleted_at = now(), password_hash = NULL, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $2 AND version = $3 AND ${passes}
        RETURNING id
      ), ${toldSql(4, { ...told, action: `'user.deleted'`, id: 'gone.id', detail: `'{}'`, from: 'gone' })}`;
}

const unjudgedRemoval = `${removing(false)} SELECT id FROM gone`;

const judgedRemoval = `${removing(true)}, ${judgment(removal, 'gone')}, ${toldOfHeld(4, told, removal)}
      SELECT ${judgedColumns}, gone.id FROM judged LEFT JOIN gone ON TRUE`;

/**
 * Takes a user away from SCIM: access, grants and the name end; the row and its history stay. The roles are held first,
 * as everywhere; a trigger takes them from the user. Where the tenant is held, `holdRoles` comes before that. Where the
 * circuit breaker is asked, the row that comes back has its judgment.
 * @param name under which the user is told of
 */
export function removeUser(
  scope: Scope,
  { id, rowVersion, active, guarded }: LoadedUser,
  name: string,
): Statement {
  // Who is deactivated has no access to lose.
  const judged = active && guarded;
  return {
    name: judged ? 'user-remove-judged' : 'user-remove',
    text: judged ? judgedRemoval : unjudgedRemoval,
    values: [scope.tenantId, id, rowVersion, ...toldValues(scope), name, scope.configurationId],
  };
}
