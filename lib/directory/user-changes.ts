import type { Entry } from '../activity';
import { type Document, type Json, sameJson } from '../scim';
import type { Scope } from './scope';
import { shownName } from './shown-name';
import type { WrittenUser } from './user-resource';

/** What changed, attribute by attribute, as the activity record keeps it. Passwords are in no document. */
export function changesOf(before: Document, after: Document): Record<string, { from: Json; to: Json }> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !sameJson(before[name], after[name]));
  return Object.fromEntries(
    changed.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
  );
}

/** The activity entry of a change to a user. */
export function userEntry(
  { tenantId, actor }: Scope,
  action: `user.${string}`,
  user: WrittenUser,
  id: string,
  detail: Record<string, unknown> = {},
): Entry {
  return {
    tenantId,
    actor,
    action,
    subject: { kind: 'user', id, name: shownName(user) },
    outcome: 'done',
    detail,
  };
}

/** The name of what an update did, for the activity record: losing or regaining access says more than changing. */
export function updateAction(wasActive: boolean, isActive: boolean): `user.${string}` {
  if (wasActive === isActive) return 'user.updated';
  return isActive ? 'user.reactivated' : 'user.deactivated';
}
