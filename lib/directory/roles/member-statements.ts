import type { Statement } from '../../database';
import { admitted } from '../resources/admitted';
import { visibleRole, visibleUser } from '../resources/columns';
import type { Scope } from '../resources/scope';
import { toldSql, toldValues } from '../resources/told';
import { shownNameSql } from '../shown-name';
import { givesManagement } from './role-statements';

/** How many members an activity entry names; beyond it tells their number alone. */
const namedMembers = 20;

// Parameters: $1 and $2 are the admission's, $3 the role; $4 to $6 the activity entry's; $7 whether the role's version
// was moved on before in the transaction; $8 and on are each statement's own.

/** The role, held until the end. Only its id finds it, so that no plan looks through a tenant's roles. */
const heldRole = `r AS MATERIALIZED (
    SELECT r.id, r.name, r.version, (${visibleRole}) AS visible, ${givesManagement} AS manages
    FROM caller, roles r WHERE r.id = $3 AND r.tenant_id = caller.tenant_id FOR NO KEY UPDATE OF r
  )`;

/** The detail of the activity entry, of `moved (id, name)`: how many there are, and the first ones by name. */
const summary = `summary AS MATERIALIZED (
    SELECT count(*)::int AS moved, jsonb_build_object('count', count(*), 'members', COALESCE(
      jsonb_agg(jsonb_build_object('id', id, 'name', name)) FILTER (WHERE place <= ${namedMembers}), '[]')) AS detail
    FROM (SELECT id, name, row_number() OVER () AS place FROM moved) AS moved
  )`;

/** SQL for what a statement says of itself. */
interface Outcome {
  /** A group was to be a member: nothing was done. */
  readonly nested: string;
  /** The role had not changed since the members were looked up; else nobody was removed. */
  readonly current: string;
}

/** Moves the role's version on, records what happened, and answers with a row wherever the caller is admitted. */
function concluded(action: string, skipped: string, { nested, current }: Outcome): string {
  const told = `summary.moved > 0 OR ${skipped} <> '{}'`;
  return `touched AS (
      UPDATE roles SET version = version + 1, updated_at = now()
      WHERE id = $3 AND (SELECT moved FROM summary) > 0 AND NOT $7::boolean RETURNING version
    ), ${toldSql(4, {
      tenantId: 'caller.tenant_id',
      configurationId: 'caller.configuration_id',
      action: `'${action}'`,
      subject: 'role',
      id: 'r.id',
      name: 'r.name',
      detail: `summary.detail || ${skipped}`,
      from: `caller, r, summary WHERE ${told}`,
    })}, named AS (
      INSERT INTO member_entries (user_id, entry_id)
      SELECT (one->>'id')::uuid, $4::uuid FROM summary, jsonb_array_elements(summary.detail->'members') AS one
      ON CONFLICT DO NOTHING
    )
    SELECT r.visible, r.manages, ${nested} AS nested, ${current} AS current, summary.moved > 0 AS moved, ${told} AS told,
      'W/"' || COALESCE(touched.version, r.version) || '"' AS version
    FROM caller LEFT JOIN r ON TRUE LEFT JOIN touched ON TRUE CROSS JOIN summary`;
}

// Users and roles are found by their ids, one by one, and sorted out after: OFFSET 0 keeps it so in every plan, and no
// index serves IS NOT DISTINCT FROM. The users are held, as the foreign key would hold them, but against removal, too:
// one who was removed meanwhile becomes no member.
const addition = `${heldRole}, known AS MATERIALIZED (
    SELECT u.id, u.name FROM caller, unnest($9::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
      SELECT u.id, ${shownNameSql} AS name, (${visibleUser}) AS visible
      FROM users u WHERE u.id = wanted.id AND u.tenant_id IS NOT DISTINCT FROM caller.tenant_id
      OFFSET 0 FOR SHARE) u
    WHERE u.visible
  ), unknown AS MATERIALIZED (
    SELECT id FROM unnest($9::uuid[]) AS wanted (id) EXCEPT SELECT id FROM known
  ), nested AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM caller, unknown CROSS JOIN LATERAL (
      SELECT r.tenant_id, (${visibleRole}) AS visible FROM roles r WHERE r.id = unknown.id OFFSET 0) r
      WHERE r.visible AND r.tenant_id = caller.tenant_id) AS nested
  ), made AS (
    INSERT INTO memberships (tenant_id, role_id, user_id)
    SELECT caller.tenant_id, r.id, known.id FROM caller, r, known, nested WHERE r.visible AND NOT nested.nested
    ON CONFLICT DO NOTHING RETURNING user_id
  ), moved AS (
    SELECT known.id, known.name FROM made JOIN known ON known.id = made.user_id
  ), ${summary}, skipped AS MATERIALIZED (
    SELECT CASE WHEN count(*) = 0 THEN '{}' ELSE jsonb_build_object('skippedCount', count(*),
      'skipped', jsonb_agg(one.id) FILTER (WHERE place <= ${namedMembers})) END AS detail
    FROM (SELECT id, row_number() OVER () AS place
      FROM (SELECT id::text FROM unknown UNION ALL SELECT unnest($8::text[])) AS one (id)) AS one, r, nested
    WHERE r.visible AND NOT nested.nested
  ), ${concluded('role.members-added', '(SELECT detail FROM skipped)', {
    nested: '(SELECT nested FROM nested)',
    current: 'TRUE',
  })}`;

/**
 * Who is a member was looked up before the role was held. Where it was changed in between (`seen` is what the look-up
 * saw), somebody may have become one whom it did not see: nothing is done then, and `current` says so.
 *
 * Ends memberships `m` of users `u`; of a role that gives the client's management only with `$8`.
 */
function removal(condition: string): string {
  return `seen AS MATERIALIZED (SELECT version FROM roles WHERE id = $3), ${heldRole}, gone AS (
      DELETE FROM memberships m USING r, seen, users u
      WHERE m.role_id = $3 AND seen.version = r.version AND u.id = m.user_id AND r.visible AND (NOT r.manages OR $8::boolean) AND ${condition}
      RETURNING u.id, ${shownNameSql} AS name
    ), moved AS (SELECT id, name FROM gone), ${summary}, ${concluded('role.members-removed', `'{}'::jsonb`, {
      nested: 'FALSE',
      current: '(SELECT version FROM seen) = r.version',
    })}`;
}

const add = admitted('members-add', `, ${addition}`);
const removeGiven = admitted('members-remove', `, ${removal('m.user_id = ANY($9::uuid[])')}`);
const removeOthers = admitted(
  'members-retain',
  `, ${removal('NOT EXISTS (SELECT FROM unnest($9::uuid[]) AS kept (id) WHERE kept.id = m.user_id)')}`,
);

/** Which role's members change, and what happened before. */
export interface Occasion {
  readonly roleId: string;
  /** The role's version was moved on already in this transaction. */
  readonly counted: boolean;
  /** The rule that somebody keeps managing the client is seen to. */
  readonly ruled: boolean;
}

function common(scope: Scope, { roleId, counted }: Occasion): unknown[] {
  return [roleId, ...toldValues(scope), counted];
}

/**
 * Makes members of those users who are none; the others change nothing. An id that names no user is left out and told
 * of, so that one stale id does not lose an identity provider's push; one that names a group keeps all from happening.
 * @param strange what was sent as an id and can't be one
 */
export function addMembers(
  scope: Scope,
  occasion: Occasion,
  ids: readonly string[],
  strange: readonly string[],
): Statement {
  return add(scope, [...common(scope, occasion), strange, ids]);
}

/** Ends the memberships of those users; who is no member changes nothing. */
export function removeMembers(scope: Scope, occasion: Occasion, ids: readonly string[]): Statement {
  return removeGiven(scope, [...common(scope, occasion), occasion.ruled, ids]);
}

/** Ends the memberships of all but those users. */
export function removeOtherMembers(scope: Scope, occasion: Occasion, ids: readonly string[]): Statement {
  return removeOthers(scope, [...common(scope, occasion), occasion.ruled, ids]);
}

/**
 * Ends the memberships that a condition names, on rows of `memberships m` and `users u`.
 * @param values of its parameters, from `$9` on
 */
export function removeMembersWhere(
  scope: Scope,
  occasion: Occasion,
  condition: string,
  values: readonly unknown[],
): Statement {
  return {
    text: `WITH ${scope.admission.caller}, ${removal(condition)}`,
    values: [...scope.admission.values, ...common(scope, occasion), occasion.ruled, ...values],
  };
}
