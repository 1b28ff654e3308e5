import { type Document, type Json, sameJson } from '../scim';

/** What changed, attribute by attribute, as the activity record keeps it. Passwords are in no document. */
export function changesOf(before: Document, after: Document): Record<string, { from: Json; to: Json }> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !sameJson(before[name], after[name]));
  return Object.fromEntries(
    changed.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]),
  );
}

/** The name of what an update did, for the activity record: losing or regaining access says more than changing. */
export function updateAction(wasActive: boolean, isActive: boolean): `user.${string}` {
  if (wasActive === isActive) return 'user.updated';
  return isActive ? 'user.reactivated' : 'user.deactivated';
}
