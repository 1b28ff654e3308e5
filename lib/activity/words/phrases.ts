// Pure, for the server and the browser: imports nothing but data of that kind, and types.
import { labelOf } from '../../access/permissions';
import type { Action } from '../records/actions';
import { counted, nameOf, namesOf, reason, roleOf, type Told } from './told';

/** What people do for themselves: their sentences are made otherwise. */
export type Alone =
  | 'user.signed-in'
  | 'user.sign-in-refused'
  | 'user.signed-out-elsewhere'
  | 'user.password-set'
  | 'user.password-changed'
  | 'user.password-link-sent';

/** What somebody did: in the past for what was done, as an infinitive for what was refused, and to what. */
interface Phrase {
  readonly past: string;
  readonly infinitive: string;
  readonly object: (told: Told) => string;
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
  const added = namesOf(detail.added).map((name) => `+ ${labelOf(name)}`);
  const taken = namesOf(detail.taken).map((name) => `− ${labelOf(name)}`);
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

function phrase(past: string, infinitive: string, object: Phrase['object']): Phrase {
  return { past, infinitive, object };
}

/** What is said of everything that somebody does to somebody or something. */
export const phrases: Readonly<Record<Exclude<Action, Alone | `request.${string}`>, Phrase>> = {
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
  'role.created': phrase('created', 'create', roleOf),
  'role.updated': phrase('changed', 'change', (told) => `${roleOf(told)}${attributes(told)}`),
  'role.deleted': phrase('deleted', 'delete', roleOf),
  'role.restored': phrase('restored', 'restore', roleOf),
  'role.members-added': phrase('gave', 'give', (told) => `${roleOf(told)} to ${members(told)}`),
  'role.members-removed': phrase('took', 'take', (told) => `${roleOf(told)} from ${members(told)}`),
  'role.permissions-changed': phrase(
    'changed',
    'change',
    (told) => `the permissions of ${roleOf(told)}${permissionChange(told)}`,
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
