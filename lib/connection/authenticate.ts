import { sql } from '../database';
import type { ProviderId } from './providers';

/** The identity provider behind a request: the key it sent, and what that key opens. */
export interface Connection {
  readonly keyId: string;
  /** The key's last characters. */
  readonly lastFour: string;
  readonly tenantId: string;
  readonly configurationId: string;
  readonly provider: ProviderId;
  /** Discovery leaves out what clients refuse that know no more than RFC 7643. */
  readonly strictDiscovery: boolean;
  /** False for a key that was rotated or whose configuration was deleted: it opens nothing. */
  readonly live: boolean;
}

/** Finds whose key this is by its hash: one indexed read. */
export async function authenticate(hash: Buffer): Promise<Connection | undefined> {
  const [row] = await sql.rows<Connection>({
    name: 'connection-authenticate',
    text: `SELECT k.id AS "keyId", k.last_four AS "lastFour", k.tenant_id AS "tenantId", k.configuration_id AS "configurationId", c.provider,
        c.strict_discovery AS "strictDiscovery",
        k.revoked_at IS NULL AND c.deleted_at IS NULL AS live
      FROM api_keys k JOIN configurations c ON c.id = k.configuration_id WHERE k.hash = $1`,
    values: [hash],
  });
  return row;
}
