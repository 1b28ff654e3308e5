// Pure, for the server and the browser: imports nothing but data of that kind, and types.
import { roleOf, type Told, whoDid } from './told';

const ofUsers: Readonly<Record<string, string>> = {
  'user.created': 'created',
  'user.updated': 'changed',
  'user.deactivated': 'deactivated',
  'user.reactivated': 'reactivated',
  'user.deleted': 'removed',
  'user.restored': 'restored',
};

const ofRoles: Readonly<Record<string, string>> = {
  'role.created': 'created',
  'role.updated': 'changed',
  'role.deleted': 'deleted',
  'role.restored': 'restored',
};

function membersOf({ detail = {} }: Told): number {
  return typeof detail.count === 'number' ? detail.count : 0;
}

/** What the members of a role became by several entries: “gave the role “Sales” to 3 members”. */
function memberships(entries: readonly [Told, ...Told[]]): string | undefined {
  const [first] = entries;
  const oneRole = entries.every(
    ({ action, subject }) => action === first.action && subject.id === first.subject.id,
  );
  if (!oneRole) return undefined;
  const role = roleOf(first);
  const count = entries.reduce((sum, entry) => sum + membersOf(entry), 0);
  if (first.action === 'role.members-added') return `gave ${role} to ${count} members`;
  if (first.action === 'role.members-removed') return `took ${role} from ${count} members`;
  return undefined;
}

/** What became of one role by several entries. */
function roleChange(entries: readonly [Told, ...Told[]]): string | undefined {
  const [first] = entries;
  const { subject } = first;
  const ofOne = entries.every(
    (entry) => entry.outcome === 'done' && entry.subject.kind === 'role' && entry.subject.id === subject.id,
  );
  if (!ofOne || subject.id === undefined) return undefined;
  const role = roleOf(first);
  const made = entries.find(({ action }) => action === 'role.created' || action === 'role.restored');
  const given = entries.filter(({ action }) => action === 'role.members-added');
  if (!made || given.length < entries.length - 1) return `changed ${role} in ${entries.length} ways`;
  const count = given.reduce((sum, entry) => sum + membersOf(entry), 0);
  return `${ofRoles[made.action]} ${role} with ${count} ${count === 1 ? 'member' : 'members'}`;
}

/** What one request did that several entries tell of, in a sentence without its full stop: “Okta created 3 users”. */
export function foldedWords(entries: readonly [Told, ...Told[]]): string {
  const [first] = entries;
  const who = whoDid(first);
  const moved = memberships(entries);
  if (moved) return `${who} ${moved}`;
  const changed = roleChange(entries);
  if (changed) return `${who} ${changed}`;
  const alike = entries.every(({ action }) => action === first.action);
  if (alike && Object.hasOwn(ofUsers, first.action))
    return `${who} ${ofUsers[first.action]} ${entries.length} users`;
  if (alike && Object.hasOwn(ofRoles, first.action))
    return `${who} ${ofRoles[first.action]} ${entries.length} roles`;
  if (entries.every(({ action }) => action === 'request.refused'))
    return `${entries.length} operations of one request of ${first.actor.name ?? 'the identity provider'} were refused`;
  return `${who} did ${entries.length} things with one request`;
}
