import { keepManager } from '../../access';
import { type Actor, activityInsert, idsFromNow, numberedId } from '../../activity';
import { leastUuid, type Sql, type Statement, sql, transaction } from '../../database';
import type { Scope } from '../resources/scope';
import { shownNameSql } from '../shown-name';

/** A configuration whose circuit breaker is meant. */
export interface Guarded {
  readonly tenantId: string;
  readonly configurationId: string;
}

/** Holds the circuit breaker against judgments and other decisions, until the transaction ends. */
export function holdBreaker({ configurationId }: Pick<Guarded, 'configurationId'>): Statement {
  return {
    name: 'circuit-breaker-hold',
    text: 'SELECT 1 FROM circuit_breakers WHERE configuration_id = $1 FOR NO KEY UPDATE',
    values: [configurationId],
  };
}

/** Says of the configuration whether something is held still, or was rejected. The breaker is held. */
export async function noteWhatIsHeld(tx: Sql, { configurationId }: Guarded): Promise<void> {
  await tx.rows({
    name: 'circuit-breaker-note-flag',
    text: `UPDATE configurations SET holding = EXISTS (SELECT FROM held_changes WHERE configuration_id = $1) WHERE id = $1`,
    values: [configurationId],
  });
  await tx.rows({
    name: 'circuit-breaker-note-end',
    text: `UPDATE circuit_breakers SET holding_since = NULL, warned_at = NULL WHERE configuration_id = $1
      AND NOT EXISTS (SELECT FROM held_changes WHERE configuration_id = $1 AND state = 'held')`,
    values: [configurationId],
  });
}

/**
 * The identity provider says that a user has access after all: what was held of it is no more wanted, and a rejection
 * has served its purpose.
 * @param name under which the user is told of
 */
export async function withdraw(scope: Scope, userId: string, name: string): Promise<void> {
  const { tenantId, configurationId, actor, request } = scope;
  // Most who are given access were never held.
  const known = await sql.rows({
    name: 'held-change-known',
    text: 'SELECT 1 FROM held_changes WHERE configuration_id = $1 AND user_id = $2',
    values: [configurationId, userId],
  });
  if (known.length === 0) return;
  await transaction(async (tx) => {
    await tx.rows(holdBreaker(scope));
    const gone = await tx.rows({
      name: 'held-change-withdraw',
      text: 'DELETE FROM held_changes WHERE configuration_id = $1 AND user_id = $2 RETURNING 1',
      values: [configurationId, userId],
    });
    if (gone.length === 0) return;
    await noteWhatIsHeld(tx, scope);
    await tx.rows(
      activityInsert({
        tenantId,
        actor,
        action: 'user.hold-withdrawn',
        subject: { kind: 'user', id: userId, name },
        outcome: 'done',
        requestId: request.id,
      }),
    );
    request.told = true;
  });
}

/** The roles of those who are to be removed, held in the order of their ids, before everything else. */
const rolesOfHeld = `SELECT r.id FROM roles r WHERE r.id IN (
    SELECT m.role_id FROM memberships m JOIN held_changes h ON h.user_id = m.user_id
    WHERE h.configuration_id = $1 AND h.state = 'held' AND h.kind = 'remove'
  ) ORDER BY r.id FOR NO KEY UPDATE`;

// One statement, however many there are: neither the users nor their entries travel. A trigger takes their roles.
const endAll = `WITH h AS (
    SELECT user_id, kind = 'remove' AS removed FROM held_changes WHERE configuration_id = $2 AND state = 'held'
  ), u AS (
    UPDATE users SET active = FALSE, version = version + 1, updated_at = now(),
      deleted_at = CASE WHEN h.removed THEN now() END,
      password_hash = CASE WHEN h.removed THEN NULL ELSE password_hash END
    FROM h WHERE users.id = h.user_id AND users.tenant_id = $1 AND users.deleted_at IS NULL
      AND (users.active OR h.removed)
    RETURNING users.id, h.removed, user_name, display_name, given_name, family_name
  ), told AS (
    INSERT INTO activities (id, tenant_id, actor, actor_id, actor_name, action, subject, subject_id, subject_name, outcome)
    SELECT ${numberedId('$3::text', 'row_number() OVER ()')}, $1, $4::text, $5::uuid, $6::text,
      CASE WHEN removed THEN 'user.deleted' ELSE 'user.deactivated' END, 'user', u.id, ${shownNameSql}, 'done' FROM u
  ), gone AS (
    DELETE FROM held_changes WHERE configuration_id = $2 AND state = 'held'
  )
  SELECT count(*)::int AS users FROM u`;

/**
 * Carries out all that is held: ends the access of everybody whose access the identity provider wanted to end. When
 * it asks again, there is nothing left to do.
 * @returns how many users that were
 * @throws LastManagerError when nobody active could manage the client after it
 */
export async function endHeld(
  tx: Sql,
  { tenantId, configurationId }: Guarded,
  actor: Actor,
): Promise<number> {
  await tx.rows({ text: rolesOfHeld, values: [configurationId] });
  return keepManager(tx, tenantId, async () => {
    await tx.rows(holdBreaker({ configurationId }));
    const [row] = await tx.rows<{ users: number }>({
      text: endAll,
      values: [tenantId, configurationId, idsFromNow(), actor.kind, actor.id ?? null, actor.name ?? null],
    });
    return row?.users ?? 0;
  });
}

/** One user whose access is held, or whose end of access was rejected. */
export interface HeldUser {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly kind: 'deactivate' | 'remove';
  readonly since: Date;
  /** When the identity provider asked last. */
  readonly lastAt: Date;
  readonly tries: number;
}

/** The users in one state, in the order of their ids, so many at most, after one of them. */
export function heldUsers(
  tx: Sql,
  { configurationId }: Pick<Guarded, 'configurationId'>,
  {
    state,
    after,
    count,
  }: { readonly state: 'held' | 'rejected'; readonly after?: string; readonly count: number },
): Promise<HeldUser[]> {
  return tx.rows<HeldUser>({
    name: 'held-changes-list',
    text: `SELECT u.id, ${shownNameSql} AS name, u.user_name AS "userName", h.kind, h.since, h.last_at AS "lastAt", h.tries
      FROM held_changes h JOIN users u ON u.id = h.user_id AND u.active
      WHERE h.configuration_id = $1 AND h.state = $2 AND h.user_id > COALESCE($3::uuid, '${leastUuid}')
      ORDER BY h.user_id LIMIT $4`,
    values: [configurationId, state, after ?? null, count],
  });
}
