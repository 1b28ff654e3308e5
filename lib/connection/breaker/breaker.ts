import { type Action, recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { type Sql, sql, transaction } from '../../database';
import { endHeld, type Guarded, holdBreaker, noteWhatIsHeld } from '../../directory';
import type { Change } from '../live';
import { type ProviderId, providerOf } from '../providers/providers';

/** A client's circuit breaker as its administrators see it. */
export interface BreakerView {
  readonly provider: ProviderId;
  readonly on: boolean;
  /** Until when it lets everything through, because the client leaves its identity provider. */
  readonly suspendedUntil: Date | null;
  /** Percent of the users. */
  readonly share: number;
  /** So many may lose access in any case. */
  readonly atLeast: number;
  readonly windowMinutes: number;
  /** The users whose end of access is held, and those for whom it was rejected. */
  readonly held: number;
  readonly rejected: number;
  readonly heldSince: Date | null;
}

/** How the circuit breaker is set. */
export interface BreakerChange {
  readonly on?: boolean;
  readonly share?: number;
  readonly atLeast?: number;
  readonly windowMinutes?: number;
}

const heldIn = (
  state: string,
) => `(SELECT count(*)::int FROM held_changes h JOIN users u ON u.id = h.user_id AND u.active
    WHERE h.configuration_id = c.id AND h.state = '${state}')`;

const view = `SELECT c.id AS "configurationId", c.provider, c.guarded_from IS NOT NULL AS on,
    CASE WHEN c.guarded_from > now() THEN c.guarded_from END AS "suspendedUntil",
    COALESCE(b.share, 20) AS share, COALESCE(b.at_least, 10) AS "atLeast",
    COALESCE(b.window_minutes, 15) AS "windowMinutes", b.holding_since AS "heldSince",
    ${heldIn('held')} AS held, ${heldIn('rejected')} AS rejected
  FROM configurations c LEFT JOIN circuit_breakers b ON b.configuration_id = c.id
  WHERE c.tenant_id = $1 AND c.deleted_at IS NULL`;

type Live = BreakerView & Pick<Guarded, 'configurationId'>;

/** What ends the access of everybody may take its time. */
export const slow = { slow: true } as const;

/** Why there is no circuit breaker. */
export const notConnected = 'No identity provider is connected. Connect one first.';

/** The circuit breaker of a client's live configuration, as it is now. */
export async function liveBreaker(on: Sql, tenantId: string): Promise<Live | undefined> {
  const [live] = await on.rows<Live>({ name: 'breaker-view', text: view, values: [tenantId] });
  return live;
}

/** The circuit breaker of a client's live configuration; null when no identity provider is connected. */
export async function breakerOf(tenantId: string): Promise<BreakerView | null> {
  const live = await liveBreaker(sql, tenantId);
  if (!live) return null;
  const { configurationId: _, ...shown } = live;
  return shown;
}

/**
 * The circuit breaker, held against judgments and other decisions until the transaction ends. Locks are taken in one
 * order everywhere: the breaker before its configuration.
 * @throws AppError 404 without a configuration
 */
export async function lockBreaker(tx: Sql, tenantId: string): Promise<Live> {
  const before = await liveBreaker(tx, tenantId);
  if (!before) throw new AppError(404, notConnected);
  const { configurationId } = before;
  await tx.rows({
    text: `INSERT INTO circuit_breakers (configuration_id, tenant_id) VALUES ($1, $2)
      ON CONFLICT (configuration_id) DO NOTHING`,
    values: [configurationId, tenantId],
  });
  await tx.rows(holdBreaker({ configurationId }));
  const live = await liveBreaker(tx, tenantId);
  if (live?.configurationId !== configurationId)
    throw new AppError(409, 'The configuration was deleted just now. Load the page again.');
  return live;
}

/** Records what an administrator did to the circuit breaker. */
export function recordDecision(
  tx: Sql,
  { tenantId, actor }: Change,
  action: Extract<Action, `breaker.${string}`>,
  { configurationId: id, provider }: Pick<Live, 'configurationId' | 'provider'>,
  detail: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'configuration', id, name: providerOf(provider).label } as const;
  return recordActivity(tx, { tenantId, actor, action, subject, outcome: 'done', detail });
}

async function guardFrom(tx: Sql, { configurationId }: Live, from: string): Promise<void> {
  await tx.rows({
    text: `UPDATE configurations SET guarded_from = ${from} WHERE id = $1`,
    values: [configurationId],
  });
}

/**
 * Turns the circuit breaker on or off, or sets what it lets through. Turned on, it counts from nothing, and a
 * suspension ends.
 * @throws AppError 404 without a configuration; 409 to turn it off while something is held, which would be forgotten
 */
export function changeBreaker({ on, ...figures }: BreakerChange, change: Change): Promise<void> {
  return transaction(async (tx) => {
    const live = await lockBreaker(tx, change.tenantId);
    const { share, atLeast, windowMinutes } = { ...live, ...figures };
    if (on === false && live.held > 0)
      throw new AppError(409, 'Approve or reject what is held first: nothing would be left of it.');
    const turnedOn = on === true && (!live.on || live.suspendedUntil !== null);
    if (turnedOn) await guardFrom(tx, live, 'now()');
    if (on === false && live.on) await guardFrom(tx, live, 'NULL');
    const anew = turnedOn || windowMinutes !== live.windowMinutes;
    await tx.rows({
      text: `UPDATE circuit_breakers SET share = $2, at_least = $3, window_minutes = $4,
          slots = CASE WHEN $5 THEN '{}' ELSE slots END, slot = CASE WHEN $5 THEN 0 ELSE slot END,
          people_at = CASE WHEN $5 THEN NULL ELSE people_at END
        WHERE configuration_id = $1`,
      values: [live.configurationId, share, atLeast, windowMinutes, anew],
    });
    const detail = { on: on ?? live.on, share, atLeast, windowMinutes };
    await recordDecision(tx, change, 'breaker.changed', live, detail);
  });
}

/**
 * The client leaves its identity provider: the circuit breaker lets everything through for some hours, so that all
 * users can be removed there before the configuration is deleted. What it holds is carried out at once.
 * @returns how many users lost their access by that
 * @throws AppError 404 without a configuration, 409 where it is off; LastManagerError
 */
export function leaveProvider(hours: number, change: Change): Promise<{ users: number }> {
  return transaction(async (tx) => {
    const before = await liveBreaker(tx, change.tenantId);
    const users = before?.held ? await endHeld(tx, { ...change, ...before }, change.actor) : 0;
    const live = await lockBreaker(tx, change.tenantId);
    if (!live.on) throw new AppError(409, 'The circuit breaker is off: it holds nothing back.');
    await tx.rows({
      text: 'DELETE FROM held_changes WHERE configuration_id = $1',
      values: [live.configurationId],
    });
    await noteWhatIsHeld(tx, { ...change, ...live });
    await guardFrom(tx, live, `now() + interval '${Number(hours)} hours'`);
    await recordDecision(tx, change, 'breaker.suspended', live, { hours, count: users });
    return { users };
  }, slow);
}
