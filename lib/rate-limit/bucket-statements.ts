import { type Statement, sql } from '../database';
import { env } from '../env';
import type { SharedBucket } from './bucket';

/** What this process has to tell of a tenant's bucket. */
export interface Spending {
  readonly tenantId: string;
  readonly taken: number;
  /** Requests that were refused because of the limit. */
  readonly refused: number;
}

/** A bucket after the processes settled. */
export interface Settled extends SharedBucket {
  readonly tenantId: string;
  /** How many refused requests activity is to tell of now; null where it is not time. */
  readonly toTell: number | null;
  /** How many it will have to tell of later. */
  readonly untold: number;
}

interface Row {
  readonly tenantId: string;
  readonly tokens: number;
  readonly rate: number;
  readonly burst: number;
  readonly toTell: number | null;
  readonly untold: number;
}

/** A tenant's own limit, else the server's; a rate of nothing means that there is none. */
const limitOfTenant = (rate: number, burst: number) =>
  `COALESCE(t.request_rate, $${rate}::int) AS rate, COALESCE(t.request_burst, $${burst}::int) AS burst`;

/** What is in the bucket `b` of a tenant with the limit `l` by now. */
const refilled = (b: string, l: string) =>
  `least(${l}.burst, ${b}.tokens + ${l}.rate * extract(epoch FROM greatest(now() - ${b}.at, interval '0')))`;

// Buckets are held in the order of their ids: processes that settle at once wait, and never for each other.
const settling = `WITH used AS (
    SELECT * FROM unnest($1::uuid[], $2::float8[], $3::int[]) AS used (tenant_id, taken, more)
  ), held AS (
    SELECT b.*, used.taken, b.refused + used.more AS total, ${limitOfTenant(4, 5)},
      b.refused + used.more > 0 AND (b.told_at IS NULL OR b.told_at < now() - interval '1 minute') AS tell
    FROM request_buckets b JOIN used USING (tenant_id) JOIN tenants t ON t.id = b.tenant_id
    ORDER BY b.tenant_id FOR NO KEY UPDATE OF b
  )
  UPDATE request_buckets b SET tokens = ${refilled('held', 'held')} - held.taken, at = now(),
    refused = CASE WHEN held.tell THEN 0 ELSE held.total END,
    told_at = CASE WHEN held.tell THEN now() ELSE held.told_at END
  FROM held WHERE b.tenant_id = held.tenant_id
  RETURNING b.tenant_id AS "tenantId", b.tokens, held.rate, held.burst, b.refused AS untold,
    CASE WHEN held.tell THEN held.total END AS "toTell"`;

function settleStatement(spendings: readonly Spending[]): Statement {
  const { REQUEST_RATE, REQUEST_BURST } = env();
  return {
    name: 'rate-limit-settle',
    text: settling,
    values: [
      spendings.map(({ tenantId }) => tenantId),
      spendings.map(({ taken }) => taken),
      spendings.map(({ refused }) => refused),
      REQUEST_RATE,
      REQUEST_BURST,
    ],
  };
}

function shared({ rate, burst, tokens }: Pick<Row, 'rate' | 'burst' | 'tokens'>): SharedBucket {
  return { limit: rate === 0 ? null : { rate, burst }, tokens };
}

/** Tells what this process took from buckets that are open, and learns what all processes left in them. */
export async function settle(spendings: readonly Spending[]): Promise<Settled[]> {
  const rows = await sql.rows<Row>(settleStatement(spendings));
  return rows.map(({ tenantId, toTell, untold, ...row }) => ({ tenantId, toTell, untold, ...shared(row) }));
}

/** A tenant's bucket as the processes last left it; a full one where nobody took from it yet. */
export async function openBucket(tenantId: string): Promise<SharedBucket> {
  const { REQUEST_RATE, REQUEST_BURST } = env();
  const [row] = await sql.rows<Row>({
    name: 'rate-limit-open',
    text: `WITH wanted AS (SELECT t.id AS tenant_id, ${limitOfTenant(2, 3)} FROM tenants t WHERE t.id = $1
      ), made AS (
        INSERT INTO request_buckets (tenant_id, tokens, at) SELECT tenant_id, burst, now() FROM wanted
        ON CONFLICT (tenant_id) DO NOTHING
      )
      SELECT COALESCE(${refilled('b', 'wanted')}, burst) AS tokens, rate, burst
      FROM wanted LEFT JOIN request_buckets b USING (tenant_id)`,
    values: [tenantId, REQUEST_RATE, REQUEST_BURST],
  });
  if (!row) throw new Error(`There is no tenant ${tenantId}.`);
  return shared(row);
}
