import type { Milestone } from '@/lib/connection/providers';
import type { Configuration } from './use-configuration';
import type { Traffic } from './use-traffic';

/** How far a set-up is, told from what really happened: milestones are reached one by one, and lost with their cause. */
export type Progress = Readonly<Record<Milestone, boolean>>;

/** The milestones that a configuration has reached, given the last requests for it. */
export function progressOf(
  { heardAt, users, roles, grantingRoles }: Configuration,
  requests: Traffic,
): Progress {
  const connected = heardAt !== null || requests.some(({ status }) => status < 400);
  return {
    connected,
    people: connected && users.total.count > 0,
    groups: connected && roles > 0,
    permissions: connected && grantingRoles > 0,
  };
}
