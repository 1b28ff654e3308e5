import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { AppError } from '../../app-error';
import { sql, transaction, violatedIndex } from '../../database';
import { countProvisionedUsers, deactivateProvisionedUsers } from '../../directory';
import { type Credentials, issueKey, revokeKeys } from '../keys/keys';
import { type Change, lockLive, record } from '../live';
import type { ProviderId } from '../providers/providers';

/** Of a transaction that changes all users of a client. */
const slow = { slow: true } as const;

/**
 * Connects an identity provider to a tenant: makes its configuration and first key.
 * @throws AppError 409 when the tenant has a configuration already
 */
export async function connect(change: Change & { readonly provider: ProviderId }): Promise<Credentials> {
  const live = { id: uuid(), provider: change.provider };
  try {
    return await transaction(async (tx) => {
      await tx.rows({
        text: 'INSERT INTO configurations (id, tenant_id, provider) VALUES ($1, $2, $3)',
        values: [live.id, change.tenantId, live.provider],
      });
      const credentials = await issueKey(tx, change.tenantId, live);
      await record(tx, change, 'configuration.created', live);
      return credentials;
    });
  } catch (error) {
    if (violatedIndex(error) !== 'configurations_one_live') throw error;
    throw new AppError(
      409,
      'An identity provider is connected already. Rotate its API key, or delete the configuration first.',
    );
  }
}

/** What of a configuration can be changed while it is live. */
export interface ConfigurationChange {
  /** Another identity provider: only guidance and wording follow it. */
  readonly provider?: ProviderId;
  /** Whether discovery leaves out what strict clients refuse. */
  readonly strictDiscovery?: boolean;
}

/**
 * Changes the live configuration; key, users and roles stay.
 * @throws AppError 404 without a configuration
 */
export function changeConfiguration(change: Change & ConfigurationChange): Promise<void> {
  return transaction(async (tx) => {
    const live = await lockLive(tx, change.tenantId);
    const { provider = live.provider, strictDiscovery = live.strictDiscovery } = change;
    const detail = {
      ...(provider !== live.provider && { provider: { from: live.provider, to: provider } }),
      ...(strictDiscovery !== live.strictDiscovery && {
        strictDiscovery: { from: live.strictDiscovery, to: strictDiscovery },
      }),
    };
    if (Object.keys(detail).length === 0) return;
    await tx.rows({
      text: 'UPDATE configurations SET provider = $2, strict_discovery = $3 WHERE id = $1',
      values: [live.id, provider, strictDiscovery],
    });
    await record(tx, change, 'configuration.updated', { ...live, provider }, detail);
  });
}

/**
 * Deletes the live configuration: its key fails with the next request. Its users stay as they are (`keep`),
 * or lose their access in the same transaction (`deactivate`); roles stay either way.
 * @returns how many users stayed, or how many were deactivated
 * @throws AppError 404 without a configuration; LastManagerError when nobody active could manage the client
 */
export async function remove(
  change: Change & { readonly users: 'keep' | 'deactivate' },
): Promise<{ users: number }> {
  const { tenantId, actor } = change;
  const { users, end } = await transaction(async (tx) => {
    const live = await lockLive(tx, tenantId);
    await revokeKeys(tx, live);
    await tx.rows({ text: 'UPDATE configurations SET deleted_at = now() WHERE id = $1', values: [live.id] });
    const users =
      change.users === 'deactivate'
        ? await deactivateProvisionedUsers(tx, tenantId, actor)
        : await countProvisionedUsers(tx, tenantId);
    await record(tx, change, 'configuration.deleted', live, { users: change.users, count: users });
    const [{ id: end = '' } = {}] = await tx.rows<{ id: string }>({
      text: 'SELECT pg_current_xact_id()::text AS id',
      values: [],
    });
    return { users, end };
  }, slow);
  if (change.users === 'keep') return { users };
  // What was under way with the key when it ended may have given access that the transaction did not see.
  await endedBefore(end);
  const late = await transaction((tx) => deactivateProvisionedUsers(tx, tenantId, actor), slow);
  return { users: users + late };
}

/** Waits until every transaction that was under way when another one ended has ended, too; five seconds at most. */
async function endedBefore(transactionId: string): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 50) {
    const [now] = await sql.rows<{ over: boolean }>({
      text: 'SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS over',
      values: [transactionId],
    });
    if (now?.over) return;
    await sleep(50);
  }
}
