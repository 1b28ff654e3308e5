import { z } from 'zod';
import { type SyncHour, syncFacts, syncHours } from '../../activity';
import { sql } from '../../database';
import { countProvisioned, type Provisioned } from '../../directory';
import type { ProviderId } from '../providers/providers';
import { type HealthWarning, healthWarnings } from './health-warnings';

/** How a tenant's live connection is doing. */
export interface SyncHealth extends Provisioned {
  readonly provider: ProviderId;
  readonly connectedAt: Date;
  /** When it last came with a key that was right, whichever that was. */
  readonly lastContact: Date | null;
  /** When the identity provider last changed something. */
  readonly lastChange: Date | null;
  /** In the last 24 hours. */
  readonly requests: number;
  readonly changes: number;
  readonly refused: number;
  /** The share of the requests of the last 24 hours that were refused, from 0 to 1. */
  readonly errorRatio: number;
  readonly warnings: readonly HealthWarning[];
}

/** The health with the hours that its chart shows. */
export interface ChartedHealth {
  readonly health: SyncHealth;
  readonly hours: readonly SyncHour[];
}

/** Which hours are wanted with the health. */
export const healthQuery = z.object({
  hours: z
    .enum(['24', '168'], { error: 'Ask for 24 or 168 hours.' })
    .default('24')
    .transform((text) => (text === '24' ? 24 : 168)),
});

interface Live {
  readonly id: string;
  readonly provider: ProviderId;
  readonly connectedAt: Date;
  readonly keyMadeAt: Date;
  readonly keyUsedAt: Date | null;
  readonly lastContact: Date | null;
}

async function liveOf(tenantId: string): Promise<Live | undefined> {
  const [live] = await sql.rows<Live>({
    name: 'connection-health',
    // The key in force, as the page shows it.
    text: `SELECT c.id, c.provider, c.created_at AS "connectedAt", k.created_at AS "keyMadeAt",
        k.last_used_at AS "keyUsedAt",
        (SELECT max(last_used_at) FROM api_keys WHERE configuration_id = c.id) AS "lastContact"
      FROM configurations c JOIN api_keys k ON k.configuration_id = c.id
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL
        AND k.revoked_at IS NULL AND (k.retires_at > now()) IS NOT FALSE ORDER BY k.waiting LIMIT 1`,
    values: [tenantId],
  });
  return live;
}

/** How a tenant's connection is doing, with the last hours; null where no identity provider is connected. */
export async function chartedHealth(
  tenantId: string,
  { hours, now = new Date() }: { readonly hours: 24 | 168; readonly now?: Date },
): Promise<ChartedHealth | null> {
  const live = await liveOf(tenantId);
  if (!live) return null;
  const [facts, charted, provisioned] = await Promise.all([
    syncFacts(tenantId, live, now),
    syncHours(tenantId, { hours, now }),
    countProvisioned(tenantId),
  ]);
  const sum = (of: 'requests' | 'changes' | 'refused') =>
    charted.slice(-24).reduce((all, hour) => all + hour[of], 0);
  const day = { requests: sum('requests'), changes: sum('changes'), refused: sum('refused') };
  const { id: _id, keyMadeAt: _made, keyUsedAt: _used, ...connection } = live;
  const health = {
    ...connection,
    ...provisioned,
    ...day,
    lastChange: facts.lastChange,
    errorRatio: day.requests === 0 ? 0 : day.refused / day.requests,
    warnings: healthWarnings({ ...live, ...day, ...facts }, now),
  };
  return { health, hours: charted };
}

/** How a tenant's connection is doing; null where no identity provider is connected. */
export async function syncHealth(tenantId: string): Promise<SyncHealth | null> {
  return (await chartedHealth(tenantId, { hours: 24 }))?.health ?? null;
}
