import { sql } from '../../database';

const hourMs = 3_600_000;

/** How much an identity provider asked in one hour, and what came of it. */
export interface SyncHour {
  /** When the hour began. */
  readonly hour: Date;
  readonly requests: number;
  /** Requests that changed something. */
  readonly changes: number;
  /** Requests that were refused, or failed. */
  readonly refused: number;
}

/**
 * The last hours of a tenant's live configuration, oldest first, the one that runs last; those without a request, too.
 */
export async function syncHours(
  tenantId: string,
  { hours, now = new Date() }: { readonly hours: 24 | 168; readonly now?: Date },
): Promise<SyncHour[]> {
  const last = Math.floor(now.getTime() / hourMs) * hourMs;
  const first = last - (hours - 1) * hourMs;
  const rows = await sql.rows<SyncHour>({
    name: 'activity-sync-hours',
    text: `SELECT h.hour, h.requests, h.changes, h.refused FROM configurations c
      JOIN request_hours h ON h.configuration_id = c.id AND h.tenant_id = c.tenant_id AND h.hour BETWEEN $2 AND $3
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL`,
    values: [tenantId, new Date(first), new Date(last)],
  });
  const known = new Map(rows.map((row) => [row.hour.getTime(), row]));
  return Array.from({ length: hours }, (_, i) => {
    const hour = first + i * hourMs;
    return known.get(hour) ?? { hour: new Date(hour), requests: 0, changes: 0, refused: 0 };
  });
}
