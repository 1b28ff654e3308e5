import { createHmac } from 'node:crypto';
import { AppError } from '../../app-error';
import { sql, transaction } from '../../database';
import { createTenantIn, type MadeTenant } from '../../directory';
import { env } from '../../env';
import { cookieSecret } from '../cookie-secret';
import { checkPassword, hashPassword } from '../passwords/passwords';
import { countAttempt } from '../throttle/throttle';
import { hashToken } from '../token';

/** What the person who claims an empty server gives. */
export interface FirstTenant {
  readonly name: string;
  readonly adminEmail: string;
  readonly password: string;
}

/** The token of the link that was made at a time: who has Muster's secret can make it again, and nobody else can. */
function tokenOf(madeAt: Date): string {
  return createHmac('sha256', cookieSecret())
    .update(`set-up link ${madeAt.toISOString()}`)
    .digest('base64url');
}

/**
 * The link that claims a server without a tenant, once, for the operator's terminal. All servers of a database give
 * the same one, as they share a secret; where that was another one, earlier links are void. Null once a tenant exists.
 */
export async function setupLink(): Promise<string | null> {
  const now = new Date();
  const link = (madeAt: Date) => `${env().MUSTER_URL}/setup?token=${tokenOf(madeAt)}`;
  return transaction(async (tx) => {
    // Of several at once, one makes the row; the others wait for it here, and read it.
    const [row] = await tx.rows<{ hash: Buffer; madeAt: Date }>({
      text: `INSERT INTO setup_links (id, hash, created_at) SELECT 1, $1, $2 WHERE NOT EXISTS (SELECT 1 FROM tenants)
        ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING hash, created_at AS "madeAt"`,
      values: [hashToken(tokenOf(now)), now],
    });
    if (!row) return null;
    if (row.hash.equals(hashToken(tokenOf(row.madeAt)))) return link(row.madeAt);
    await tx.rows({
      text: 'UPDATE setup_links SET hash = $1, created_at = $2',
      values: [hashToken(tokenOf(now)), now],
    });
    return link(now);
  });
}

/** True once a tenant exists. */
export async function isSetUp(): Promise<boolean> {
  return (await sql.rows({ text: 'SELECT 1 FROM tenants LIMIT 1', values: [] })).length > 0;
}

/** True where the set-up link with `token` can still be used. */
export async function isSetupOpen(token: string): Promise<boolean> {
  const rows = await sql.rows({
    text: 'SELECT 1 FROM setup_links WHERE hash = $1 AND NOT EXISTS (SELECT 1 FROM tenants)',
    values: [hashToken(token)],
  });
  return rows.length > 0;
}

/**
 * Makes the first tenant and its administrator, and closes the set-up for good. Of two at once, one wins.
 * @param address the address that the request came from, where it is known
 * @throws AppError 400 where something given needs a change (the link stays), 404 where the link is not valid;
 * TooManyAttempts
 */
export async function setUp(
  token: string,
  { name, adminEmail, password }: FirstTenant,
  address?: string,
): Promise<MadeTenant> {
  const attempt = await countAttempt({ kind: 'set-up', account: token, address });
  const closed = new AppError(404, 'The set-up is closed: this link was used or is not valid.');
  if (!(await isSetupOpen(token))) throw closed;
  await attempt.succeeded();
  checkPassword(password, adminEmail, name);
  const adminPasswordHash = await hashPassword(password);
  return transaction(async (tx) => {
    // Whoever deletes the row wins; making a tenant in any other way deletes it, too, and waits here.
    const won = await tx.rows({
      text: 'DELETE FROM setup_links WHERE hash = $1 RETURNING 1',
      values: [hashToken(token)],
    });
    const tenants = await tx.rows({ text: 'SELECT 1 FROM tenants LIMIT 1', values: [] });
    if (won.length === 0 || tenants.length > 0) throw closed;
    return createTenantIn(tx, { name, adminEmail, adminPasswordHash });
  });
}
