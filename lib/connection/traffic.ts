import { sql } from '../database';
import type { RequestProblem } from './request-advice';

/** How many requests an administrator sees who watches them come in. */
const shown = 25;

/** A request of the identity provider, as an administrator sees it come in. */
export interface SeenRequest {
  readonly id: string;
  readonly at: Date;
  readonly method: string;
  /** From its first slash on, with its query; secrets masked. */
  readonly path: string;
  readonly status: number;
  readonly userAgent: string | null;
  readonly lastFour: string | null;
  /** Null where nothing was wrong. */
  readonly problem: RequestProblem | null;
}

/** The last requests for a tenant's live configuration, newest first, failed attempts included. */
export function traffic(tenantId: string): Promise<SeenRequest[]> {
  return sql.rows({
    name: 'connection-traffic',
    text: `SELECT r.id, r.at, r.method, r.path, r.status, r.user_agent AS "userAgent", r.last_four AS "lastFour", r.problem
      FROM latest_requests r JOIN configurations c ON c.tenant_id = r.tenant_id AND c.deleted_at IS NULL
      WHERE r.tenant_id = $1 AND r.at >= c.created_at ORDER BY r.id DESC LIMIT ${shown}`,
    values: [tenantId],
  });
}
