// Pure, for the server and the browser: imports nothing but types.
import type { Action } from './actions';
import type { Actor, Entry, Subject } from './record';

/** The members of an entry that its sentence is made of. */
export type Told = Pick<Entry, 'actor' | 'subject' | 'outcome' | 'detail'> & { readonly action: string };

/** What people do for themselves, and what is told of requests: their sentences are made otherwise. */
type Alone =
  | 'user.signed-in'
  | 'user.sign-in-refused'
  | 'user.signed-out-elsewhere'
  | 'user.password-set'
  | 'user.password-changed'
  | 'user.password-link-sent';
type Requested = Extract<Action, `request.${string}`>;

/** What somebody did: in the past for what was done, as an infinitive for what was refused, and to what. */
interface Phrase {
  readonly past: string;
  readonly infinitive: string;
  readonly object: (told: Told) => string;
}

const anonymous: Record<Actor['kind'], string> = {
  'identity-provider': 'The identity provider',
  user: 'Somebody',
  operator: 'The operator',
  system: 'Muster',
};

const nameless: Record<Subject['kind'], string> = {
  user: 'a user',
  role: 'a role',
  configuration: 'the identity provider',
  tenant: 'the client',
  request: 'a request',
};

function nameOf({ kind, name }: Subject): string {
  return name || nameless[kind];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function counted(count: number, one: string, none = `no ${one}s`): string {
  if (count === 0) return none;
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}

function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((item: unknown) => {
    if (typeof item === 'string') return [item];
    const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

/** The members an entry names, one or two by name, more by their number, and those that were passed over. */
function members({ detail = {} }: Told): string {
  const names = namesOf(detail.members);
  const count = typeof detail.count === 'number' ? detail.count : names.length;
  const named = names.length > 0 && names.length <= 2 && names.length >= count;
  const changed = named ? names.join(' and ') : counted(count, 'member', 'nobody');
  if (typeof detail.skippedCount !== 'number') return changed;
  return `${changed}; ${counted(detail.skippedCount, 'unknown id')} skipped`;
}

/** The attributes that changed: a few by name, more by their number. */
function attributes({ detail = {} }: Told): string {
  const { changes } = detail;
  const names = typeof changes === 'object' && changes !== null ? Object.keys(changes) : [];
  if (names.length === 0) return '';
  return ` (${names.length <= 4 ? names.join(', ') : counted(names.length, 'attribute')})`;
}

function permissionChange({ detail = {} }: Told): string {
  const added = namesOf(detail.added).map((name) => `+ ${name}`);
  const taken = namesOf(detail.taken).map((name) => `− ${name}`);
  const changes = [...added, ...taken];
  return changes.length > 0 ? ` (${changes.join(', ')})` : '';
}

/** What became of the users of a deleted configuration. */
function fate({ detail = {} }: Told): string {
  if (typeof detail.count !== 'number' || detail.count === 0) return '';
  const users = counted(detail.count, 'user');
  if (detail.users === 'deactivate') return `; ${users} lost access`;
  return detail.count === 1 ? `; ${users} stays` : `; ${users} stay`;
}

function people({ detail = {} }: Told): string {
  return detail.count === 1 ? '1 person' : `${detail.count ?? 'some'} people`;
}

function losers(told: Told): string {
  return `${people(told)} ${told.detail?.count === 1 ? 'loses' : 'lose'}`;
}

/** What the circuit breaker does from now on. */
function breakerState({ detail = {} }: Told): string {
  if (detail.on === false) return ': it is off';
  if (typeof detail.share !== 'number') return '';
  return `: it holds what exceeds ${detail.share} % and ${detail.atLeast} people in ${detail.windowMinutes} minutes`;
}

function until({ detail = {} }: Told): string {
  return typeof detail.hours === 'number' ? ` for ${counted(detail.hours, 'hour')}` : '';
}

/** Of which of their browsers somebody was signed out. */
function where({ detail = {} }: Told): string {
  if (detail.everywhere === true) return ' everywhere';
  return typeof detail.browser === 'string' ? ` of ${detail.browser}` : '';
}

function reason({ detail = {} }: Told): string {
  return typeof detail.reason === 'string' ? `. ${detail.reason}` : '';
}

/** Whom a mail reminded of the expiry of a key, and how soon that is. */
function keyExpiry({ subject: configuration, detail = {} }: Told): string {
  const { people, days } = detail;
  const whom = people === 1 ? '1 person' : `${typeof people === 'number' ? people : 'some'} people`;
  const soon = typeof days === 'number' ? ` within ${counted(days, 'day')}` : '';
  return `${whom} that the API key of ${nameOf(configuration)} expires${soon}`;
}

function limit(value: unknown): string {
  const { rate, burst } = (value ?? {}) as { rate?: unknown; burst?: unknown };
  return rate === undefined ? 'no limit' : `${rate} a second, ${burst} at once`;
}

const limits = ({ detail = {} }: Told) => `before: ${limit(detail.from)}; now: ${limit(detail.to)}`;

const subject = (told: Told) => nameOf(told.subject);
const role = (told: Told) => (told.subject.name ? `the role “${told.subject.name}”` : 'a role');

function phrase(past: string, infinitive: string, object: Phrase['object']): Phrase {
  return { past, infinitive, object };
}

const phrases: Readonly<Record<Exclude<Action, Alone | Requested>, Phrase>> = {
  'user.created': phrase('created', 'create', subject),
  'user.updated': phrase('changed', 'change', (told) => `${subject(told)}${attributes(told)}`),
  'user.deactivated': phrase('deactivated', 'deactivate', subject),
  'user.reactivated': phrase('reactivated', 'reactivate', subject),
  'user.deleted': phrase('removed', 'remove', subject),
  'user.held': phrase(
    'ended',
    'end',
    (told) => `the access of ${subject(told)}: too many would lose it at once`,
  ),
  'user.hold-withdrawn': phrase('took back', 'take back', (told) => `that ${subject(told)} loses access`),
  'user.linked': phrase('linked', 'link', (told) => `${subject(told)} to the identity provider`),
  'user.restored': phrase('restored', 'restore', subject),
  'user.first-sign-in-mailed': phrase(
    'sent',
    'send',
    (told) => `the mail for the first sign-in to ${subject(told)}${reason(told)}`,
  ),
  'user.signed-out': phrase('signed', 'sign', (told) => `${subject(told)} out${where(told)}`),
  'role.created': phrase('created', 'create', role),
  'role.updated': phrase('changed', 'change', (told) => `${role(told)}${attributes(told)}`),
  'role.deleted': phrase('deleted', 'delete', role),
  'role.restored': phrase('restored', 'restore', role),
  'role.members-added': phrase('gave', 'give', (told) => `${role(told)} to ${members(told)}`),
  'role.members-removed': phrase('took', 'take', (told) => `${role(told)} from ${members(told)}`),
  'role.permissions-changed': phrase(
    'changed',
    'change',
    (told) => `the permissions of ${role(told)}${permissionChange(told)}`,
  ),
  'configuration.created': phrase('connected', 'connect', subject),
  'configuration.updated': phrase('changed', 'change', (told) =>
    told.detail?.strictDiscovery && !told.detail.provider
      ? `what discovery shows to ${subject(told)}`
      : `the identity provider to ${subject(told)}`,
  ),
  'configuration.key-rotated': phrase('rotated', 'rotate', (told) => `the API key of ${subject(told)}`),
  'configuration.key-rotation-started': phrase(
    'made',
    'make',
    (told) => `a new API key for ${subject(told)}, which waits beside the old one`,
  ),
  'configuration.key-rotation-finished': phrase(
    'ended',
    'end',
    (told) => `the old API key of ${subject(told)}`,
  ),
  'configuration.key-rotation-cancelled': phrase(
    'withdrew',
    'withdraw',
    (told) => `the new API key of ${subject(told)}`,
  ),
  'configuration.key-changed': phrase(
    'changed',
    'change',
    (told) => `the API key of ${subject(told)}${attributes(told)}`,
  ),
  'configuration.key-expiry-told': phrase('reminded', 'remind', keyExpiry),
  'configuration.deleted': phrase(
    'deleted',
    'delete',
    (told) => `the configuration of ${subject(told)}${fate(told)}`,
  ),
  'breaker.changed': phrase('changed', 'change', (told) => `the circuit breaker${breakerState(told)}`),
  'breaker.approved': phrase('approved', 'approve', (told) => `that ${losers(told)} access`),
  'breaker.rejected': phrase('rejected', 'reject', (told) => `that ${losers(told)} access`),
  'breaker.forgotten': phrase('forgot', 'forget', (told) => `the rejection for ${people(told)}`),
  'breaker.suspended': phrase(
    'suspended',
    'suspend',
    (told) => `the circuit breaker to leave ${subject(told)}${until(told)}`,
  ),
  'tenant.created': phrase('created', 'create', (told) => `the client ${told.subject.name ?? ''}`.trim()),
  'tenant.limit-changed': phrase(
    'changed',
    'change',
    (told) => `how many requests may come (${limits(told)})`,
  ),
  'activity.exported': phrase('exported', 'export', () => 'the activity'),
  'audit.exported': phrase('exported', 'export', () => 'the audit trail'),
  'tenant.updated': phrase('renamed', 'rename', (told) => `the client to ${subject(told)}`),
};

/** What people do for themselves names them once: “Ada Lovelace set a password”. Done, and refused. */
const alone: Readonly<Record<Alone, readonly [string, string]>> = {
  'user.signed-in': ['signed in', 'could not sign in'],
  'user.sign-in-refused': ['could not sign in', 'could not sign in'],
  'user.password-set': ['set a password', 'could not set a password'],
  'user.password-changed': ['changed their password', 'could not change their password'],
  'user.signed-out-elsewhere': ['signed out of other browsers', 'could not sign out of other browsers'],
  'user.password-link-sent': ['was sent a password link', 'was sent no password link'],
};

function refusedRequest({ actor, subject: request, detail = {} }: Told): string {
  const from = actor.name ?? anonymous[actor.kind].toLowerCase();
  const what = request.name ? `: ${request.name}` : '';
  const why = typeof detail.detail === 'string' ? `. ${detail.detail}` : '';
  return `A request of ${from} was refused${what}${why}`;
}

/** Too many were refused for an entry each. */
function countedRefusals({ actor, subject: request, detail = {} }: Told): string {
  const from = actor.name ?? anonymous[actor.kind].toLowerCase();
  const requests = counted(typeof detail.count === 'number' ? detail.count : 1, 'more request');
  const verb = detail.count === 1 ? 'was' : 'were';
  const last = request.name ? `, ${request.name} the last` : '';
  const why = typeof detail.detail === 'string' ? `. ${detail.detail}` : '';
  return `${requests} of ${from} ${verb} refused${last}${why}`;
}

/** Told once a minute at most, however many there were. */
function limitedRequests({ actor, detail = {} }: Told): string {
  const from = actor.name ?? anonymous[actor.kind].toLowerCase();
  const count = typeof detail.count === 'number' ? detail.count : 1;
  const were = count === 1 ? 'was' : 'were';
  return `${counted(count, 'request')} of ${from} ${were} refused: more came than the limit allows. Sent again later, they are answered`;
}

/** The answer to a filter by an attribute that there is not is an empty list: this says why. */
function unknownAttribute({ actor, subject: request, detail = {} }: Told): string {
  const who = actor.name ?? anonymous[actor.kind];
  const what = request.name?.includes('/Groups') ? 'groups' : 'users';
  const which = typeof detail.detail === 'string' ? `: ${detail.detail.replace(/\.$/, '')}` : '';
  return `${who} asked for ${what} by an attribute that does not exist${which}`;
}

/** What happened, in a sentence without its full stop, and after it why, if that is known: “Okta deactivated Ada Lovelace”. */
export function inWords(told: Told): string {
  const { actor, action, outcome } = told;
  if (action === 'request.refused') return refusedRequest(told);
  if (action === 'request.refusals-counted') return countedRefusals(told);
  if (action === 'request.limited') return limitedRequests(told);
  if (action === 'request.unknown-attribute') return unknownAttribute(told);
  const who = actor.name ?? anonymous[actor.kind];
  const own = Object.hasOwn(alone, action) && alone[action as Alone];
  if (own) return `${told.subject.name || 'Somebody'} ${own[outcome === 'done' ? 0 : 1]}${reason(told)}`;
  const words = Object.hasOwn(phrases, action) && phrases[action as keyof typeof phrases];
  if (!words) return `${who}: ${action} ${nameOf(told.subject)}`;
  const what = words.object(told);
  return outcome === 'done' ? `${who} ${words.past} ${what}` : `${who} could not ${words.infinitive} ${what}`;
}
