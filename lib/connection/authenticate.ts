import { type Sql, sql } from '../database';
import { hashApiKey, parseApiKey } from './api-key';
import type { ProviderId } from './providers';

/** The identity provider behind a request: the key it sent, and what that key opens. */
export interface Connection {
  readonly keyId: string;
  readonly tenantId: string;
  readonly configurationId: string;
  readonly provider: ProviderId;
  /** Discovery leaves out what clients refuse that know no more than RFC 7643. */
  readonly strictDiscovery: boolean;
  /** False for a key that was rotated or whose configuration was deleted: it opens nothing. */
  readonly live: boolean;
}

/**
 * Finds whose key this is. One indexed read at most, and none for what can't be a key; never from memory, so
 * that a rotated key fails with the next request on every server.
 */
export async function authenticate(key: string, on: Sql = sql): Promise<Connection | undefined> {
  if (!parseApiKey(key)) return undefined;
  const [row] = await on.rows<Connection>({
    name: 'connection-authenticate',
    text: `SELECT k.id AS "keyId", k.tenant_id AS "tenantId", k.configuration_id AS "configurationId", c.provider,
        c.strict_discovery AS "strictDiscovery",
        k.revoked_at IS NULL AND c.deleted_at IS NULL AS live
      FROM api_keys k JOIN configurations c ON c.id = k.configuration_id WHERE k.hash = $1`,
    values: [hashApiKey(key)],
  });
  return row;
}
