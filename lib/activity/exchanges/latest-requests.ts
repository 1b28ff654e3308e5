import { sql } from '../../database';

/**
 * Why a request of an identity provider failed:
 * - `revoked-key`: its key was rotated, or the configuration deleted
 * - `expired-key`: its key's expiry has come
 * - `wrong-source`: its key may not be used from where it came from
 * - `damaged-key`: it came with no key, but with something that begins like the live one
 * - `misplaced-key`: it came with the live key, but not in a header `Authorization: Bearer` of its own: quoted,
 *   without `Bearer`, with it twice, or as Basic authentication
 * - `wrong-path`: there is no such endpoint
 * - `wrong-method`: the endpoint does not offer the method
 * - `not-found`: what was to be changed is not there
 * - `bad-body`: the body is no JSON, of the wrong media type, too long, or not shaped like its message
 * - `held`: the circuit breaker keeps the access that it was to end
 * - `refused`: anything else that the answer says: a value that is wrong, a name that is taken, a rule
 * - `limited`: more requests came than the client's limit allows; sent again later, it is answered
 * - `failed`: it went wrong in Muster
 */
export type Problem =
  | 'revoked-key'
  | 'expired-key'
  | 'wrong-source'
  | 'damaged-key'
  | 'misplaced-key'
  | 'wrong-path'
  | 'wrong-method'
  | 'not-found'
  | 'bad-body'
  | 'held'
  | 'refused'
  | 'limited'
  | 'failed';

/** How many requests of a tenant are kept; a few more for moments. */
export const keptRequests = 50;

/** One of the last requests of a tenant's identity provider, whatever it was. */
export interface LatestRequest {
  readonly id: string;
  readonly at: Date;
  readonly method: string;
  /** As it was sent, from its first slash on, with the query; secrets masked. */
  readonly path: string;
  readonly status: number;
  readonly userAgent: string | null;
  /** The end of the key that it came with, or seems to have been meant to come with. */
  readonly lastFour: string | null;
  /** Null where nothing was wrong. */
  readonly problem: Problem | null;
}

/**
 * The last requests of a tenant's identity provider, newest first: reads, and those that were refused, too.
 * @param after the id of one: only those that came after it
 */
export function latestRequests(
  tenantId: string,
  { after }: { readonly after?: string } = {},
): Promise<LatestRequest[]> {
  return sql.rows({
    name: 'activity-latest-requests',
    text: `SELECT id, at, method, path, status, user_agent AS "userAgent", last_four AS "lastFour", problem
      FROM latest_requests WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id > $2::uuid)
      ORDER BY id DESC LIMIT ${keptRequests}`,
    values: [tenantId, after ?? null],
  });
}
