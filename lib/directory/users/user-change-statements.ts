import type { Statement } from '../../database';
import { type Judgment, judgedColumns, judging, judgment, toldOfHeld } from '../breaker/circuit-breaker';
import { admitted } from '../resources/admitted';
import type { Scope } from '../resources/scope';
import { toldSql, toldValues } from '../resources/told';
import { shownNameSql } from '../shown-name';
import { isVisible, type UserRow, userRow, type WrittenUser } from './user-resource';
import { asText, type FoundUser, type LoadedUser, oneUser } from './user-statements';
import {
  assignments,
  nextPlace,
  placeOf,
  toldOfUser,
  type UserChange,
  writtenAndTold,
  writtenPlaces,
} from './user-written';

/** What a write gave the row; nothing where the circuit breaker, where it was asked, did not let it through. */
export type Written = {
  readonly [Name in 'rowVersion' | 'updatedAt']: UserRow[Name] | null;
} & Partial<Judgment>;

const deactivation = {
  tenant: '$1::uuid',
  configuration: '$2::uuid',
  user: '$3::uuid',
  version: `$${nextPlace}`,
  kind: 'deactivate',
} as const;

const heldTold = {
  tenantId: deactivation.tenant,
  configurationId: deactivation.configuration,
  subject: 'user',
  name: `$${nextPlace - 3}::text`,
} as const;

const updating = (passes: string) => `u AS (
        UPDATE users SET ${assignments}, configuration_id = $2, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND id = $3 AND version = $${nextPlace} AND ${passes}
        RETURNING tenant_id, configuration_id, version, updated_at
      ), ${toldOfUser()}`;

const update = `WITH ${updating('TRUE')} SELECT version AS "rowVersion", updated_at AS "updatedAt" FROM u`;

const judgedUpdate = `WITH ${judging(deactivation)}, ${updating(`(SELECT verdict FROM judged) = 'pass'`)},
      ${judgment(deactivation, 'u')}, ${toldOfHeld(nextPlace - 6, heldTold, deactivation)}
      SELECT ${judgedColumns}, u.version AS "rowVersion", u.updated_at AS "updatedAt" FROM judged LEFT JOIN u ON TRUE`;

/**
 * Writes a user whose row is still at `rowVersion`; no row: it was changed meanwhile.
 * @param judged asks the circuit breaker, whose judgment the row that comes back has
 */
export function updateUser(
  scope: Scope,
  { id, rowVersion }: UserRow,
  written: WrittenUser,
  { judged = false, ...change }: UserChange & { readonly judged?: boolean },
): Statement {
  return {
    name: judged ? 'user-update-judged' : 'user-update',
    text: judged ? judgedUpdate : update,
    values: [
      scope.tenantId,
      scope.configurationId,
      id,
      ...writtenAndTold(scope, written, change),
      rowVersion,
    ],
    // Who asks the circuit breaker waits for it.
    lane: judged ? undefined : 'writing',
  };
}

/** A user that was to be changed in one statement: as it was, and what was written, if anything was. */
export type ChangedUser = FoundUser & Pick<LoadedUser, 'guarded' | 'holding'> & Tried;

interface Tried {
  /** Whether there was anything to write. */
  readonly differs: boolean;
  readonly written: number | null;
  readonly writtenAt: Date | null;
}

/**
 * The user as it is, written where `differs` holds, unless somebody changed it meanwhile, or it would lose access and
 * the circuit breaker has to be asked before. The activity entry is written with it. To take access from who can manage
 * the client fails (`takesManager`).
 */
function heldAndWritten(differs: string, active: string, set: string, told: string): string {
  return `, held AS MATERIALIZED (
    SELECT ${userRow}, ${isVisible}, ${shownNameSql} AS name, (${differs}) AS differs,
      caller.guarded AND u.active AND NOT ${active} AS guarded, caller.holding
    FROM caller LEFT JOIN ${oneUser}
  ), u AS (
    UPDATE users SET ${set}, configuration_id = caller.configuration_id, version = version + 1, updated_at = now()
    FROM held, caller
    WHERE users.id = $3 AND users.version = held."rowVersion" AND held.visible AND held.differs AND NOT held.guarded
    RETURNING users.tenant_id, users.configuration_id, users.version, users.updated_at
  ), ${told}
  SELECT held.*, u.version AS written, u.updated_at AS "writtenAt" FROM held LEFT JOIN u ON TRUE`;
}

const status = admitted(
  'user-status',
  heldAndWritten(
    'u.active <> $4',
    '$4::boolean',
    'active = $4',
    toldSql(5, {
      tenantId: 'u.tenant_id',
      configurationId: 'u.configuration_id',
      action: `CASE WHEN $4 THEN 'user.reactivated' ELSE 'user.deactivated' END`,
      subject: 'user',
      id: '$3::uuid',
      name: 'held.name',
      detail: `jsonb_build_object('changes', jsonb_build_object('active', jsonb_build_object('from', NOT $4, 'to', $4)))`,
      from: 'u, held',
    }),
  ),
  { ...asText, lane: 'writing' },
);

/** Gives or takes a user's access, for whom is admitted. */
export function setStatus(scope: Scope, id: string, active: boolean): Statement {
  return status(scope, [id, active, ...toldValues(scope)]);
}

const active = `COALESCE(${placeOf('active')}, held.active)`;

/** What the row keeps of a document, as one. */
const documentOf = (attributes: string, userName: string, externalId: string, access: string) =>
  `(${attributes} || jsonb_build_object('userName', ${userName}, 'active', ${access})
    || CASE WHEN ${externalId} IS NULL THEN '{}' ELSE jsonb_build_object('externalId', ${externalId}) END)`;

const before = documentOf('held.attributes', 'held."userName"', 'held."externalId"', 'held.active');
const after = documentOf(placeOf('attributes'), placeOf('user_name'), placeOf('external_id'), active);

/** Attribute by attribute, as `changesOf` tells it. */
const changes = `jsonb_build_object('changes', (
  SELECT jsonb_object_agg(key, jsonb_build_object('from', b.value, 'to', a.value))
  FROM jsonb_each(${before}) b FULL JOIN jsonb_each(${after}) a USING (key) WHERE a.value IS DISTINCT FROM b.value))`;

const set = assignments.replace(placeOf('active'), active);

const replacement = admitted(
  'user-replace',
  heldAndWritten(
    `(u.user_name, u.external_id, u.attributes) IS DISTINCT FROM
      (${['user_name', 'external_id', 'attributes'].map((column) => placeOf(column as 'user_name')).join(', ')})
      OR u.active <> COALESCE(${placeOf('active')}, u.active)`,
    `COALESCE(${placeOf('active')}, u.active)`,
    set,
    toldOfUser({
      action: `CASE WHEN held.active = ${active} THEN $${nextPlace - 2}::text WHEN held.active THEN 'user.deactivated'
        ELSE 'user.reactivated' END`,
      detail: `$${nextPlace - 1}::jsonb || ${changes}`,
      from: 'u, held',
    }),
  ),
  { ...asText, lane: 'writing' },
);

/**
 * Puts a document in the place of what a client may write of a user, for whom is admitted.
 * @param keepsStatus where the document says nothing of `active`
 */
export function replaceUser(scope: Scope, id: string, written: WrittenUser, keepsStatus: boolean): Statement {
  const all = writtenAndTold(scope, written, { action: 'user.updated' });
  if (keepsStatus) all[writtenPlaces.indexOf(placeOf('active'))] = null;
  return replacement(scope, [id, ...all]);
}
