import { sql } from '../database';
import { countProvisioned, type Provisioned } from '../directory';
import { scimUri } from './configuration';
import { type ProviderId, providerOf } from './providers';

/** A tenant's live configuration as its administrators see it. */
export interface ConfigurationView extends Provisioned {
  readonly provider: ProviderId;
  readonly strictDiscovery: boolean;
  readonly scimUri: string;
  readonly createdAt: Date;
  readonly key: { readonly lastFour: string; readonly createdAt: Date; readonly lastUsedAt: Date | null };
}

interface Row {
  readonly provider: ProviderId;
  readonly strict_discovery: boolean;
  readonly created_at: Date;
  readonly last_four: string;
  readonly key_created_at: Date;
  readonly last_used_at: Date | null;
}

/** The live configuration of a tenant; null when no identity provider is connected. */
export async function configurationOf(tenantId: string): Promise<ConfigurationView | null> {
  const [row] = await sql.rows<Row>({
    name: 'connection-view',
    text: `SELECT c.provider, c.strict_discovery, c.created_at, k.last_four, k.created_at AS key_created_at, k.last_used_at
      FROM configurations c
      JOIN api_keys k ON k.configuration_id = c.id AND k.revoked_at IS NULL
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL`,
    values: [tenantId],
  });
  if (!row) return null;
  return {
    provider: row.provider,
    strictDiscovery: row.strict_discovery,
    scimUri: scimUri(),
    createdAt: row.created_at,
    key: { lastFour: row.last_four, createdAt: row.key_created_at, lastUsedAt: row.last_used_at },
    ...(await countProvisioned(tenantId)),
  };
}

/** The name of a tenant's identity provider; null when none is connected. */
export async function configurationName(tenantId: string): Promise<string | null> {
  const [row] = await sql.rows<{ provider: string }>({
    text: 'SELECT provider FROM configurations WHERE tenant_id = $1 AND deleted_at IS NULL',
    values: [tenantId],
  });
  return row ? providerOf(row.provider).label : null;
}
