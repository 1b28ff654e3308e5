import { AppError } from '../../app-error';
import { type Sql, sql, transaction } from '../../database';
import { type Change, type Live, lockLive, record } from '../live';
import { type Credentials, issueKey, type KeyInForce, keysOf, type NewKey, revokeKeys } from './keys';

interface Rotating {
  readonly live: Live;
  readonly old: KeyInForce;
  readonly waiting: KeyInForce | undefined;
}

/** The live configuration and its keys, held, after a rotation whose time has come was finished. @throws AppError 404 */
async function hold(tx: Sql, tenantId: string): Promise<Rotating> {
  const live = await lockLive(tx, tenantId);
  await finishIfDue(tx, tenantId, live);
  const [old, waiting] = await keysOf(tx, live);
  if (!old) throw new Error('A live configuration has no key.');
  return { live, old, waiting };
}

/** Where the old key's time has come, the one that waits takes its place. */
async function finishIfDue(tx: Sql, tenantId: string, live: Live): Promise<void> {
  const [retired] = await tx.rows<{ lastFour: string }>({
    text: `UPDATE api_keys SET revoked_at = retires_at
      WHERE configuration_id = $1 AND revoked_at IS NULL AND retires_at <= now() RETURNING last_four AS "lastFour"`,
    values: [live.id],
  });
  if (!retired) return;
  await putInForce(tx, live);
  await record(tx, { tenantId, actor: { kind: 'system' } }, finished, live, { old: retired.lastFour });
}

const finished = 'configuration.key-rotation-finished';

async function putInForce(tx: Sql, live: Live): Promise<void> {
  await tx.rows({
    text: 'UPDATE api_keys SET waiting = false WHERE configuration_id = $1 AND revoked_at IS NULL AND waiting',
    values: [live.id],
  });
}

/**
 * Replaces the key of the live configuration at once, and the one that waits, if any. They fail with the next request.
 * @throws AppError 404 without a configuration
 */
export function rotate({ expiresAt, ...change }: Change & NewKey): Promise<Credentials> {
  return transaction(async (tx) => {
    const { live, old } = await hold(tx, change.tenantId);
    await revokeKeys(tx, live);
    const credentials = await issueKey(tx, change.tenantId, live, { follows: old.id, expiresAt });
    await record(tx, change, 'configuration.key-rotated', live);
    return credentials;
  });
}

/** How a rotation with confirmation ends by itself. */
export interface StartOfRotation extends NewKey {
  /** In how many hours the old key ends; null or left out: when somebody says so. */
  readonly retiresInHours?: number | null;
}

/**
 * Makes a key that waits beside the one in force: both work until `finishRotation`, or until the time given here.
 * @throws AppError 404 without a configuration, 409 while a key waits
 */
export function startRotation({
  expiresAt,
  retiresInHours = null,
  ...change
}: Change & StartOfRotation): Promise<Credentials> {
  return transaction(async (tx) => {
    const { live, old, waiting } = await hold(tx, change.tenantId);
    if (waiting)
      throw new AppError(409, 'A new key waits already. End the old key, or withdraw the new one, first.');
    const options = { waiting: true, follows: old.id, expiresAt };
    const credentials = await issueKey(tx, change.tenantId, live, options);
    const [{ retiresAt } = { retiresAt: null }] = await tx.rows<{ retiresAt: Date | null }>({
      text: `UPDATE api_keys SET retires_at = now() + make_interval(hours => $2) WHERE id = $1
        RETURNING retires_at AS "retiresAt"`,
      values: [old.id, retiresInHours],
    });
    await record(tx, change, 'configuration.key-rotation-started', live, {
      old: old.lastFour,
      new: credentials.apiKey.slice(-4),
      retiresAt,
    });
    return credentials;
  });
}

async function holdRotation(tx: Sql, tenantId: string): Promise<Rotating & { readonly waiting: KeyInForce }> {
  const { waiting, ...held } = await hold(tx, tenantId);
  if (!waiting)
    throw new AppError(409, 'No new key waits any more. Reload the page to see how things stand.');
  return { ...held, waiting };
}

/**
 * Ends the old key in favour of the one that waits: it fails with the next request.
 * @throws AppError 404 without a configuration, 409 where no key waits
 */
export function finishRotation(change: Change): Promise<void> {
  return transaction(async (tx) => {
    const { live, old } = await holdRotation(tx, change.tenantId);
    await revokeKeys(tx, live, { waiting: false });
    await putInForce(tx, live);
    await record(tx, change, finished, live, { old: old.lastFour });
  });
}

/**
 * Withdraws the key that waits: it fails with the next request, and the old one stays.
 * @throws AppError 404 without a configuration, 409 where no key waits
 */
export function cancelRotation(change: Change): Promise<void> {
  return transaction(async (tx) => {
    const { live, old, waiting } = await holdRotation(tx, change.tenantId);
    await revokeKeys(tx, live, { waiting: true });
    await tx.rows({ text: 'UPDATE api_keys SET retires_at = NULL WHERE id = $1', values: [old.id] });
    await record(tx, change, 'configuration.key-rotation-cancelled', live, { new: waiting.lastFour });
  });
}

/** Finishes the rotations whose time has come. The old keys open nothing since: this is only the book-keeping. */
export async function finishDueRotations(): Promise<void> {
  const due = await sql.rows<{ tenantId: string }>({
    text: `SELECT k.tenant_id AS "tenantId" FROM api_keys k JOIN configurations c ON c.id = k.configuration_id
      WHERE k.revoked_at IS NULL AND k.retires_at <= now() AND c.deleted_at IS NULL`,
    values: [],
  });
  for (const { tenantId } of due)
    await transaction(async (tx) => finishIfDue(tx, tenantId, await lockLive(tx, tenantId)));
}
