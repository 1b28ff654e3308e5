import { v7 as uuid } from 'uuid';
import type { Sql, Statement } from '../../database';
import type { Action } from './actions';

/** Everybody who acts. */
export const actorKinds = ['identity-provider', 'user', 'operator', 'system'] as const;

/** How an attempt ends. */
export const outcomes = ['done', 'refused'] as const;

/** Who did it. */
export interface Actor {
  readonly kind: (typeof actorKinds)[number];
  readonly id?: string;
  readonly name?: string;
}

/** What it was done to. */
export interface Subject {
  readonly kind: 'user' | 'role' | 'configuration' | 'tenant' | 'request';
  readonly id?: string;
  readonly name?: string;
}

/** One thing that happened, as it is recorded. `detail` is shown to administrators: it never holds a secret. */
export interface Entry {
  readonly tenantId: string;
  readonly actor: Actor;
  /** subject.verb, such as `user.created` or `role.members-added`. */
  readonly action: Action;
  readonly subject: Subject;
  readonly outcome: (typeof outcomes)[number];
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The identity provider's request that did it: the id of an exchange, while that is kept. */
  readonly requestId?: string;
}

/** The columns of `activities` that an entry fills, in the order of `entryValues`. */
const entryColumns =
  'id, tenant_id, actor, actor_id, actor_name, action, subject, subject_id, subject_name, outcome, detail, request_id';

/** The casts of those columns' values, for use in `VALUES` or `SELECT` lists. */
const entryTypes = [
  'uuid',
  'uuid',
  'text',
  'uuid',
  'text',
  'text',
  'text',
  'uuid',
  'text',
  'text',
  'jsonb',
  'uuid',
] as const;

/** The values of `entryColumns` for one entry. */
function entryValues(entry: Entry): unknown[] {
  return [
    uuid(),
    entry.tenantId,
    entry.actor.kind,
    entry.actor.id ?? null,
    entry.actor.name ?? null,
    entry.action,
    entry.subject.kind,
    entry.subject.id ?? null,
    entry.subject.name ?? null,
    entry.outcome,
    JSON.stringify(entry.detail ?? {}),
    entry.requestId ?? null,
  ];
}

/** The statement that records one entry; run it in the transaction of the change it tells of. */
export function activityInsert(entry: Entry): Statement {
  const places = entryTypes.map((type, i) => `$${i + 1}::${type}`).join(', ');
  return {
    name: 'activity-insert',
    text: `INSERT INTO activities (${entryColumns}) VALUES (${places})`,
    values: entryValues(entry),
  };
}

/** Records one entry through `on`: the pool, or the transaction of the change it tells of. */
export async function recordActivity(on: Sql, entry: Entry): Promise<void> {
  await on.rows(activityInsert(entry));
}

/**
 * Records an entry about a role, and that it is of these users' history, too.
 * @param members the ids of users who got the role or lost it, each once
 */
export async function recordMembers(on: Sql, entry: Entry, members: readonly string[]): Promise<void> {
  const statement = activityInsert(entry);
  await on.rows(statement);
  await on.rows({
    name: 'activity-members',
    text: 'INSERT INTO member_entries (user_id, entry_id) SELECT unnest($2::uuid[]), $1::uuid',
    values: [statement.values[0], members],
  });
}
