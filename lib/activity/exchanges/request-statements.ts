import { sql, textArray } from '../../database';
import { keptRequests } from './latest-requests';
import { maskedBody, maskedPath, maskedText } from './masked';
import type { HourCount, TenantExchange, TenantRequest } from './noted-request';
import { storableStart } from './storable';

/** How long the counts of hours are kept, in days: what the pages show, and a while for who asks the table. */
const hoursKeptDays = 90;

const pathLength = 2000;

/** Adds to the counts, whoever else does, too: rows in one order, so that processes never wait in a circle. */
export async function hoursUpsert(counts: readonly HourCount[]): Promise<void> {
  await sql.rows({
    name: 'activity-hours',
    text: `WITH old AS (
        DELETE FROM request_hours h USING unnest($2::uuid[]) AS of (id)
        WHERE h.configuration_id = of.id AND h.hour < now() - interval '${hoursKeptDays} days'
      )
      INSERT INTO request_hours AS h (tenant_id, configuration_id, hour, requests, changes, refused)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::int[], $6::int[])
        AS counted (tenant_id, configuration_id, hour, requests, changes, refused) ORDER BY configuration_id, hour
      ON CONFLICT (configuration_id, hour) DO UPDATE SET requests = h.requests + excluded.requests,
        changes = h.changes + excluded.changes, refused = h.refused + excluded.refused`,
    values: [
      counts.map(({ tenantId }) => tenantId),
      counts.map(({ configurationId }) => configurationId),
      counts.map(({ hour }) => hour),
      counts.map(({ requests }) => requests),
      counts.map(({ changes }) => changes),
      counts.map(({ refused }) => refused),
    ],
  });
}

/** Writes latest requests, and deletes those of the same tenants that enough others have come after. */
export async function latestInsert(requests: readonly TenantRequest[]): Promise<void> {
  await sql.rows({
    name: 'activity-latest',
    // Whoever deletes the same rows at once is not waited for.
    text: `WITH old AS (
        DELETE FROM latest_requests WHERE ctid = ANY(ARRAY(
          SELECT l.ctid FROM (SELECT DISTINCT id FROM unnest($2::uuid[]) AS given (id)) tenant
          CROSS JOIN LATERAL (
            SELECT id FROM latest_requests WHERE tenant_id = tenant.id ORDER BY id DESC OFFSET ${keptRequests} LIMIT 1
          ) edge JOIN latest_requests l ON l.tenant_id = tenant.id AND l.id <= edge.id
          FOR UPDATE OF l SKIP LOCKED))
      )
      INSERT INTO latest_requests (id, tenant_id, at, method, path, status, user_agent, last_four, problem)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::text[],
        $8::text[], $9::text[]) ON CONFLICT DO NOTHING`,
    values: [
      ...common(requests),
      requests.map(({ lastFour }) => lastFour),
      requests.map(({ problem }) => problem),
    ],
  });
}

/** Writes exchanges, secrets masked. One that is there already was written by a try that seemed to fail. */
export async function exchangeInsert(exchanges: readonly TenantExchange[]): Promise<void> {
  const body = (text: string | undefined, isJson: boolean) =>
    text === undefined || text === '' ? null : maskedBody(text, { isJson });
  await sql.rows({
    name: 'activity-exchanges',
    text: `INSERT INTO exchanges (id, tenant_id, at, method, path, status, user_agent, key_id, duration_us, request, answer)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::int[], $7::text[],
        $8::uuid[], $9::int[], $10::text[], $11::text[]) ON CONFLICT DO NOTHING`,
    values: [
      ...common(exchanges),
      exchanges.map(({ exchange }) => exchange.keyId),
      exchanges.map(({ exchange }) => exchange.durationUs),
      // What was accepted was JSON.
      textArray(exchanges.map(({ exchange, status }) => body(exchange.request, status < 400))),
      textArray(exchanges.map(({ exchange }) => body(exchange.answer, true))),
    ],
  });
}

function common(requests: readonly TenantRequest[]): unknown[] {
  return [
    requests.map(({ id }) => id),
    requests.map(({ tenantId }) => tenantId),
    requests.map(({ at }) => at),
    textArray(requests.map(({ method }) => method)),
    textArray(requests.map(({ path }) => storableStart(maskedPath(path), pathLength))),
    requests.map(({ status }) => status),
    textArray(requests.map(({ userAgent }) => userAgent && storableStart(maskedText(userAgent), 200))),
  ];
}
