import { type Actor, recordActivity } from '../activity';
import { AppError } from '../app-error';
import { transaction } from '../database';
import { env } from '../env';
import type { Limit } from './bucket';

/** The most that can be set: requests a second, and at once. */
export const largestLimit: Limit = { rate: 100_000, burst: 1_000_000 };

/** A tenant's limit of requests; null where it has none. */
export interface TenantLimit {
  readonly limit: Limit | null;
  /** Whether it is the server's own, and not set for this tenant. */
  readonly isDefault: boolean;
}

/** What the operator sets: a limit, none (`off`), or the server's (`default`). */
export type WantedLimit = { readonly rate: number; readonly burst?: number } | 'off' | 'default';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly rate: number | null;
  readonly burst: number | null;
}

/** The burst of a rate that was set without one: as the default's, ten seconds' worth. */
const usualBurst = (rate: number) => Math.min(largestLimit.burst, rate * 10);

function stored(wanted: WantedLimit): { rate: number | null; burst: number | null } {
  if (wanted === 'default') return { rate: null, burst: null };
  if (wanted === 'off') return { rate: 0, burst: null };
  const { rate, burst = usualBurst(rate) } = wanted;
  for (const [name, value] of [['rate', rate] as const, ['burst', burst] as const])
    if (!Number.isInteger(value) || value < 1 || value > largestLimit[name])
      throw new AppError(400, `The ${name} must be a whole number from 1 to ${largestLimit[name]}.`);
  return { rate, burst };
}

function inForce({ rate, burst }: Pick<Row, 'rate' | 'burst'>): TenantLimit {
  const { REQUEST_RATE, REQUEST_BURST } = env();
  const [perSecond, atOnce] = [rate ?? REQUEST_RATE, burst ?? REQUEST_BURST];
  return { limit: perSecond === 0 ? null : { rate: perSecond, burst: atOnce }, isDefault: rate === null };
}

/**
 * Reads how many requests a tenant's identity provider may send, or sets it; every process follows within a second.
 * @param slug which tenant, by its slug
 * @throws AppError 404 without such a tenant, 400 for figures out of range
 */
export function tenantLimit(
  slug: string,
  { wanted, actor }: { readonly wanted?: WantedLimit; readonly actor: Actor },
): Promise<TenantLimit> {
  return transaction(async (tx) => {
    const [tenant] = await tx.rows<Row>({
      text: `SELECT id, name, request_rate AS rate, request_burst AS burst FROM tenants WHERE slug = $1
        FOR NO KEY UPDATE`,
      values: [slug],
    });
    if (!tenant)
      throw new AppError(404, `There is no tenant "${slug}". See \`npm run muster -- tenant list\`.`);
    if (wanted === undefined) return inForce(tenant);
    const next = stored(wanted);
    const [before, after] = [inForce(tenant), inForce(next)];
    if (tenant.rate === next.rate && tenant.burst === next.burst) return after;
    await tx.rows({
      text: 'UPDATE tenants SET request_rate = $2, request_burst = $3 WHERE id = $1',
      values: [tenant.id, next.rate, next.burst],
    });
    await recordActivity(tx, {
      tenantId: tenant.id,
      actor,
      action: 'tenant.limit-changed',
      subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
      outcome: 'done',
      detail: { from: before.limit, to: after.limit },
    });
    return after;
  });
}
