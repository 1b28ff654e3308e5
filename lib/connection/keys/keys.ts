import { v7 as uuid } from 'uuid';
import type { Sql } from '../../database';
import { env } from '../../env';
import type { Live } from '../live';
import { createApiKey } from './api-key';

/** What an identity provider needs to reach a tenant. The key is in no other answer, ever. */
export interface Credentials {
  readonly scimUri: string;
  readonly apiKey: string;
}

/** What may be said of a key that is to be made. */
export interface NewKey {
  /** When it ends by itself; null or left out: never. */
  readonly expiresAt?: Date | null;
}

/** The address that every identity provider is given; the API key says which tenant is meant. */
export function scimUri(): string {
  return `${env().MUSTER_URL}/scim/v2`;
}

/**
 * Makes a key and returns it. It is called, and may be used from where, as the one that it follows.
 * @param waiting whether it waits beside the key in force; otherwise that has to be revoked before
 */
export async function issueKey(
  tx: Sql,
  tenantId: string,
  { id: configurationId }: Pick<Live, 'id'>,
  {
    waiting = false,
    follows,
    expiresAt,
  }: NewKey & { readonly waiting?: boolean; readonly follows?: string } = {},
): Promise<Credentials> {
  const { key, hash, lastFour, start } = createApiKey();
  await tx.rows({
    text: `INSERT INTO api_keys (id, tenant_id, configuration_id, hash, last_four, start, waiting, expires_at, name, allowed_sources)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, old.name, old.allowed_sources
      FROM (SELECT $9::uuid AS id) follows LEFT JOIN api_keys old USING (id)`,
    values: [
      uuid(),
      tenantId,
      configurationId,
      hash,
      lastFour,
      start,
      waiting,
      expiresAt ?? null,
      follows ?? null,
    ],
  });
  return { scimUri: scimUri(), apiKey: key };
}

/** A key that works, or would if it had not expired. */
export interface KeyInForce {
  readonly id: string;
  readonly lastFour: string;
  readonly waiting: boolean;
}

/** The keys of a configuration that were not revoked: the one in force, then the one that waits beside it. */
export function keysOf(tx: Sql, { id }: Pick<Live, 'id'>): Promise<KeyInForce[]> {
  return tx.rows({
    text: `SELECT id, last_four AS "lastFour", waiting FROM api_keys
      WHERE configuration_id = $1 AND revoked_at IS NULL ORDER BY waiting`,
    values: [id],
  });
}

/** Ends the keys of a configuration, or the one that waits or does not: they fail with the next request. */
export async function revokeKeys(
  tx: Sql,
  { id }: Pick<Live, 'id'>,
  { waiting }: { readonly waiting?: boolean } = {},
): Promise<void> {
  await tx.rows({
    text: `UPDATE api_keys SET revoked_at = now()
      WHERE configuration_id = $1 AND revoked_at IS NULL AND waiting = COALESCE($2, waiting)`,
    values: [id, waiting ?? null],
  });
}
