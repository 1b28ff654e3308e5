import { AppError } from '../../app-error';
import { type Sql, sql, transaction } from '../../database';
import { endHeld, type HeldUser, heldUsers, noteWhatIsHeld } from '../../directory';
import type { Change } from '../live';
import { liveBreaker, lockBreaker, notConnected, recordDecision, slow } from './breaker';

/** What an administrator decides: about what is held, or to forget what was rejected. */
export type Decision = 'approve' | 'reject' | 'forget';

/** How many users a page of the list has. */
const pageSize = 50;

/** A page of the users whose end of access is held or was rejected. */
export interface HeldPage {
  readonly users: readonly HeldUser[];
  /** After which user the next page begins, if there is one. */
  readonly next?: string;
}

/** The users whose end of access is held, or was rejected, in the order of their ids. */
export async function heldPage(
  tenantId: string,
  { state, after }: { readonly state: 'held' | 'rejected'; readonly after?: string },
): Promise<HeldPage> {
  const live = await liveBreaker(sql, tenantId);
  if (!live) return { users: [] };
  const users = await heldUsers(sql, live, { state, after, count: pageSize + 1 });
  const shown = users.slice(0, pageSize);
  return { users: shown, ...(users.length > pageSize && { next: shown.at(-1)?.id }) };
}

/** What is counted from now on: what was decided about does not count again. */
async function countAnew(tx: Sql, configurationId: string): Promise<void> {
  await tx.rows({
    text: `UPDATE circuit_breakers SET slots = '{}', people_at = NULL WHERE configuration_id = $1`,
    values: [configurationId],
  });
}

const undecided =
  'There is nothing to decide any more: somebody else did, or the identity provider took it back.';

/** Ends the access of everybody who is held: at once, as nobody knows whether the identity provider asks again. */
async function approve(tx: Sql, change: Change): Promise<number> {
  const before = await liveBreaker(tx, change.tenantId);
  if (!before) throw new AppError(404, notConnected);
  if (before.held === 0) throw new AppError(409, undecided);
  const { configurationId } = before;
  const count = await endHeld(tx, { ...change, configurationId }, change.actor);
  if (count === 0) throw new AppError(409, undecided);
  const live = await lockBreaker(tx, change.tenantId);
  await countAnew(tx, configurationId);
  await noteWhatIsHeld(tx, { ...change, configurationId });
  await recordDecision(tx, change, 'breaker.approved', live, { count });
  return count;
}

const steps = {
  reject: {
    action: 'breaker.rejected',
    text: `WITH gone AS (
        DELETE FROM held_changes h USING users u WHERE h.configuration_id = $1 AND h.state = 'held' AND u.id = h.user_id
          AND NOT u.active
      ), kept AS (
        UPDATE held_changes h SET state = 'rejected', since = now() FROM users u
        WHERE h.configuration_id = $1 AND h.state = 'held' AND u.id = h.user_id AND u.active RETURNING 1
      ) SELECT count(*)::int AS count FROM kept`,
  },
  forget: {
    action: 'breaker.forgotten',
    text: `WITH gone AS (DELETE FROM held_changes WHERE configuration_id = $1 AND state = 'rejected' RETURNING 1)
      SELECT count(*)::int AS count FROM gone`,
  },
} as const;

async function keep(tx: Sql, decision: 'reject' | 'forget', change: Change): Promise<number> {
  const live = await lockBreaker(tx, change.tenantId);
  const { action, text } = steps[decision];
  const [{ count = 0 } = {}] = await tx.rows<{ count: number }>({ text, values: [live.configurationId] });
  if (count === 0) throw new AppError(409, undecided);
  await noteWhatIsHeld(tx, { ...change, ...live });
  await recordDecision(tx, change, action, live, { count });
  return count;
}

/**
 * Decides about what the circuit breaker holds. `approve` carries it all out at once; `reject` leaves the users as they
 * are, and refuses the identity provider from now on, until it has not asked for 72 hours; `forget` takes rejections
 * back, so that the next request is judged as a new one.
 * @returns how many users it was about
 * @throws AppError 404 without a configuration, 409 where there is nothing to decide; LastManagerError
 */
export function decideHeld(decision: Decision, change: Change): Promise<{ users: number }> {
  return transaction(
    async (tx) => ({
      users: decision === 'approve' ? await approve(tx, change) : await keep(tx, decision, change),
    }),
    slow,
  );
}
