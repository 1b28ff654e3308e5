import { sql } from '../../database';
import type { ProviderId } from '../providers/providers';
import type { KeyRefusal } from './key-refusals';

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
  /** False for a key that opens nothing: `refusal` says why. */
  readonly live: boolean;
  readonly refusal: KeyRefusal | null;
}

/**
 * True while a key's time has not come, by the database's clock, and where it may be used from an address.
 * @param address SQL of type inet, null where nobody knows
 */
export const keyConditions = {
  inTime: '(LEAST(k.expires_at, k.retires_at) > now()) IS NOT FALSE',
  fromAllowed: (address: string) =>
    `(k.allowed_sources IS NULL OR (${address} <<= ANY (k.allowed_sources)) IS TRUE)`,
};

/** Finds whose key this is by its hash, and whether it may be used from there: one indexed read. */
export async function authenticate(
  hash: Buffer,
  address: string | undefined,
): Promise<Connection | undefined> {
  const [row] = await sql.rows<Omit<Connection, 'live'>>({
    name: 'connection-authenticate',
    text: `SELECT k.id AS "keyId", k.last_four AS "lastFour", k.tenant_id AS "tenantId", k.configuration_id AS "configurationId", c.provider,
        c.strict_discovery AS "strictDiscovery",
        CASE WHEN c.deleted_at IS NOT NULL THEN 'deleted' WHEN k.revoked_at IS NOT NULL THEN 'revoked'
          WHEN k.retires_at <= now() THEN 'retired' WHEN k.expires_at <= now() THEN 'expired'
          WHEN NOT ${keyConditions.fromAllowed('$2::inet')} THEN 'elsewhere' END AS refusal
      FROM api_keys k JOIN configurations c ON c.id = k.configuration_id WHERE k.hash = $1`,
    values: [hash, address ?? null],
  });
  return row && { ...row, live: row.refusal === null };
}
