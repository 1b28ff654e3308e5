import { type LatestRequest, latestRequests } from '../activity';
import { sql } from '../database';

/** How many requests an administrator sees who watches them come in. */
const shown = 25;

/** The last requests for a tenant's live configuration, newest first, failed attempts included; none where none is live. */
export async function traffic(tenantId: string): Promise<LatestRequest[]> {
  const [requests, [live]] = await Promise.all([
    latestRequests(tenantId),
    sql.rows<{ since: Date }>({
      name: 'connection-since',
      text: `SELECT created_at AS since FROM configurations WHERE tenant_id = $1 AND deleted_at IS NULL`,
      values: [tenantId],
    }),
  ]);
  if (!live) return [];
  return requests.filter(({ at }) => at >= live.since).slice(0, shown);
}
