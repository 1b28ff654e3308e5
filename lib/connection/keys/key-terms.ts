import { AppError } from '../../app-error';
import { type Sql, transaction } from '../../database';
import { type Change, lockLive, record } from '../live';

/** What of a key can be changed while it stays the same key. */
export interface KeyTerms {
  readonly name?: string | null;
  /** When it ends by itself; null: never. */
  readonly expiresAt?: Date | null;
  /** The addresses and CIDR blocks that it may be used from; null or none: everywhere. */
  readonly allowedSources?: readonly string[] | null;
}

interface Terms {
  readonly name: string | null;
  readonly expiresAt: Date | null;
  readonly allowedSources: readonly string[] | null;
}

const terms = `name, expires_at AS "expiresAt", allowed_sources AS "allowedSources"`;

/**
 * Changes what is said of a key, from its next request on. A block is kept as its network: 10.1.2.3/8 is 10.0.0.0/8.
 * @throws AppError 404 where the tenant has no such key in force
 */
export function changeKey({
  keyId,
  ...change
}: Change & KeyTerms & { readonly keyId: string }): Promise<void> {
  return transaction(async (tx) => {
    const live = await lockLive(tx, change.tenantId);
    const where = 'configuration_id = $1 AND id = $2 AND revoked_at IS NULL';
    const [before] = await tx.rows<Terms & { lastFour: string }>({
      text: `SELECT last_four AS "lastFour", ${terms} FROM api_keys WHERE ${where}`,
      values: [live.id, keyId],
    });
    if (!before) throw new AppError(404, 'This API key is not in force any more. Reload the page.');
    const wanted = { ...before, ...given(change) };
    const changed = await write(tx, [live.id, keyId], where, wanted);
    const changes = difference(before, changed);
    if (Object.keys(changes).length === 0) return;
    await record(tx, change, 'configuration.key-changed', live, { key: before.lastFour, changes });
  });
}

/** The members that were given; an empty list of sources is none. */
function given({ name, expiresAt, allowedSources }: KeyTerms): Partial<Terms> {
  return {
    ...(name !== undefined && { name }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(allowedSources !== undefined && { allowedSources: allowedSources?.length ? allowedSources : null }),
  };
}

async function write(
  tx: Sql,
  ids: readonly string[],
  where: string,
  { name, expiresAt, allowedSources }: Terms,
): Promise<Terms> {
  const [row] = await tx.rows<Terms>({
    // Whoever moves the expiry is reminded of the new one.
    text: `UPDATE api_keys SET name = $3, expires_at = $4,
        reminded_days = CASE WHEN expires_at IS NOT DISTINCT FROM $4 THEN reminded_days END,
        allowed_sources = (SELECT array_agg(DISTINCT network(source)::inet) FROM unnest($5::inet[]) AS source)
      WHERE ${where} RETURNING ${terms}`,
    values: [...ids, name, expiresAt, allowedSources],
  });
  if (!row) throw new Error('A key that is held was changed by somebody else.');
  return row;
}

/** What changed, by its name on the page, from what to what. */
function difference(before: Terms, after: Terms): Record<string, { from: unknown; to: unknown }> {
  const pairs = [
    ['name', before.name, after.name],
    ['expiry', before.expiresAt, after.expiresAt],
    ['allowed sources', before.allowedSources, after.allowedSources],
  ] as const;
  const changed = pairs.filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to));
  return Object.fromEntries(changed.map(([name, from, to]) => [name, { from, to }]));
}
