import type { Milestone } from '@/lib/connection/providers/providers';
import type { Configuration } from './use-configuration';
import type { Traffic } from './use-traffic';

/** How far a set-up is, told from what really happened: milestones are reached one by one, and lost with their cause. */
export type Progress = Readonly<Record<Milestone, boolean>>;

/** Whether a request has got through: a key is used by those that are refused for their address or body, too. */
function isLetIn({ heardAt, letIn, users }: Configuration, requests: Traffic): boolean {
  if (letIn || requests.some(({ status }) => status < 400)) return true;
  return heardAt !== null && users.total.count > 0;
}

/** The milestones that a configuration has reached, given the last requests for it. */
export function progressOf(configuration: Configuration, requests: Traffic): Progress {
  const { users, roles, grantingRoles } = configuration;
  const connected = isLetIn(configuration, requests);
  return {
    connected,
    people: connected && users.total.count > 0,
    groups: connected && roles > 0,
    permissions: connected && grantingRoles > 0,
  };
}

/** How the identity provider is received: not heard yet with a key in force, refused because of its key or address, or let in. */
export type Reception = 'waiting' | 'refused' | 'connected';

/** Problems that concern every request, not the one alone. */
const lockedOut: ReadonlySet<string | null> = new Set([
  'revoked-key',
  'expired-key',
  'wrong-source',
  'damaged-key',
  'misplaced-key',
]);

/** How the identity provider is received now, given the last requests, newest first. */
export function receptionOf(configuration: Configuration, requests: Traffic): Reception {
  const { key, rotation } = configuration;
  const [newest] = requests;
  if (newest && lockedOut.has(newest.problem)) return 'refused';
  const keys = [key, ...(rotation ? [rotation.key] : [])];
  const gotThrough = requests.some(
    ({ status, lastFour }) => status < 400 && keys.some((each) => each.lastFour === lastFour),
  );
  const used = keys.some(({ lastUsedAt }) => lastUsedAt !== null);
  if (gotThrough || (used && isLetIn(configuration, requests))) return 'connected';
  return requests.some(({ problem }) => problem !== null) ? 'refused' : 'waiting';
}

/**
 * Whether what was wrong with a request is over: it concerned the key or the address, and a later one got through.
 * @param requests newest first
 */
export function isOver({ id, problem }: Traffic[number], requests: Traffic): boolean {
  if (!lockedOut.has(problem) && problem !== 'wrong-path') return false;
  const later = requests.slice(
    0,
    requests.findIndex((each) => each.id === id),
  );
  return later.some(({ status }) => status < 400);
}
