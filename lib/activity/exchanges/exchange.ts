import { z } from 'zod';
import { sql } from '../../database';

/**
 * What an identity provider sent and was answered, secrets masked: a diagnosis, kept for EXCHANGE_RETENTION_DAYS. That
 * something happened, activity says.
 */
export interface Exchange {
  /** The request's id, which the answer's header X-Request-Id and activity carry. */
  readonly id: string;
  readonly at: Date;
  readonly method: string;
  /** As it was sent, from its first slash on, with the query. */
  readonly path: string;
  readonly status: number;
  readonly durationUs: number;
  readonly userAgent: string | null;
  /** The key that it came with. */
  readonly keyId: string | null;
  /** The body that was sent; null where none was read. */
  readonly request: string | null;
  /** The body of the answer; null where there is none, or it was sent in parts. */
  readonly answer: string | null;
}

/** The exchange of a tenant's identity provider with this id; null where none is kept. */
export async function exchangeOf(tenantId: string, requestId: string): Promise<Exchange | null> {
  if (!z.guid().safeParse(requestId).success) return null;
  const [row] = await sql.rows<Exchange>({
    name: 'activity-exchange',
    text: `SELECT id, at, method, path, status, duration_us AS "durationUs", user_agent AS "userAgent",
        key_id AS "keyId", request, answer
      FROM exchanges WHERE id = $2 AND tenant_id = $1`,
    values: [tenantId, requestId],
  });
  return row ?? null;
}
