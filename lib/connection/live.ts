import { type Action, type Actor, recordActivity } from '../activity';
import { AppError } from '../app-error';
import type { Sql } from '../database';
import { type ProviderId, providerOf } from './providers/providers';

/** A tenant and who acts on it. */
export interface Change {
  readonly tenantId: string;
  readonly actor: Actor;
}

/** A tenant's live configuration. */
export interface Live {
  readonly id: string;
  readonly provider: ProviderId;
  readonly strictDiscovery: boolean;
}

/** The live configuration, held against other changes until the transaction ends. @throws AppError 404 */
export async function lockLive(tx: Sql, tenantId: string): Promise<Live> {
  const [live] = await tx.rows<Live>({
    text: `SELECT id, provider, strict_discovery AS "strictDiscovery" FROM configurations
      WHERE tenant_id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE`,
    values: [tenantId],
  });
  if (!live) throw new AppError(404, 'No identity provider is connected. Connect one first.');
  return live;
}

/** Records what was done to a configuration. */
export function record(
  tx: Sql,
  { tenantId, actor }: Change,
  action: Action,
  live: Pick<Live, 'id' | 'provider'>,
  detail: Record<string, unknown> = {},
): Promise<void> {
  return recordActivity(tx, {
    tenantId,
    actor,
    action,
    subject: { kind: 'configuration', id: live.id, name: providerOf(live.provider).label },
    outcome: 'done',
    detail,
  });
}
