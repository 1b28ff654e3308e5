import { sql } from '../../database';
import { countProvisioned, type Provisioned } from '../../directory';
import { scimUri } from '../keys/keys';
import { type ProviderId, providerOf } from '../providers/providers';

/** What may be known of a key after it was shown. */
export interface KeyView {
  readonly id: string;
  readonly name: string | null;
  readonly lastFour: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly expired: boolean;
  /** The addresses and CIDR blocks that it may be used from; null for everywhere. */
  readonly allowedSources: readonly string[] | null;
  readonly lastUsedAt: Date | null;
  readonly lastUsedAddress: string | null;
  readonly lastUsedAgent: string | null;
  /** False where the address of its last use would be refused now. */
  readonly lastUseAllowed: boolean;
}

/** A tenant's live configuration as its administrators see it. */
export interface ConfigurationView extends Provisioned {
  readonly provider: ProviderId;
  readonly strictDiscovery: boolean;
  readonly scimUri: string;
  readonly createdAt: Date;
  /** When the identity provider was heard last, with whichever key; null: never. */
  readonly heardAt: Date | null;
  /** Whether it was answered otherwise than by refusals, as far as that is kept. */
  readonly letIn: boolean;
  /** The key in force. */
  readonly key: KeyView;
  /** The rotation that is under way: the key that waits, and when the one in force ends for it; null: not by itself. */
  readonly rotation: { readonly key: KeyView; readonly retiresAt: Date | null } | null;
}

interface Row extends KeyView {
  readonly provider: ProviderId;
  readonly strictDiscovery: boolean;
  readonly configurationCreatedAt: Date;
  readonly heardAt: Date | null;
  readonly letIn: boolean;
  readonly retiresAt: Date | null;
}

const columns = `k.id, k.name, k.last_four AS "lastFour", k.created_at AS "createdAt", k.expires_at AS "expiresAt",
  COALESCE(k.expires_at <= now(), FALSE) AS expired, k.allowed_sources AS "allowedSources",
  k.last_used_at AS "lastUsedAt", host(k.last_used_address) AS "lastUsedAddress",
  k.last_used_agent AS "lastUsedAgent",
  COALESCE(k.last_used_address <<= ANY (k.allowed_sources), TRUE) AS "lastUseAllowed"`;

/** The live configuration of a tenant; null when no identity provider is connected. */
export async function configurationOf(tenantId: string): Promise<ConfigurationView | null> {
  const [first, second] = await sql.rows<Row>({
    name: 'connection-view',
    // A key whose time to end for another has come is none, before anybody has finished the rotation.
    text: `SELECT c.provider, c.strict_discovery AS "strictDiscovery", c.created_at AS "configurationCreatedAt",
        (SELECT max(last_used_at) FROM api_keys WHERE configuration_id = c.id) AS "heardAt",
        EXISTS (SELECT FROM request_hours WHERE configuration_id = c.id AND requests > refused) AS "letIn",
        k.retires_at AS "retiresAt", ${columns}
      FROM configurations c JOIN api_keys k ON k.configuration_id = c.id
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL
        AND k.revoked_at IS NULL AND (k.retires_at > now()) IS NOT FALSE ORDER BY k.waiting`,
    values: [tenantId],
  });
  if (!first) return null;
  return {
    provider: first.provider,
    strictDiscovery: first.strictDiscovery,
    scimUri: scimUri(),
    createdAt: first.configurationCreatedAt,
    heardAt: first.heardAt,
    letIn: first.letIn,
    key: keyView(first),
    rotation: second ? { key: keyView(second), retiresAt: first.retiresAt } : null,
    ...(await countProvisioned(tenantId)),
  };
}

function keyView(row: Row): KeyView {
  const { provider, strictDiscovery, configurationCreatedAt, heardAt, letIn, retiresAt, ...key } = row;
  return key;
}

/** The name of a tenant's identity provider; null when none is connected. */
export async function configurationName(tenantId: string): Promise<string | null> {
  const [row] = await sql.rows<{ provider: string }>({
    text: 'SELECT provider FROM configurations WHERE tenant_id = $1 AND deleted_at IS NULL',
    values: [tenantId],
  });
  return row ? providerOf(row.provider).label : null;
}
