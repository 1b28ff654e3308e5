import { AppError } from '../app-error';
import { sql, transaction } from '../database';
import { createTenantIn, type MadeTenant } from '../directory';
import { env } from '../env';
import { checkPassword, hashPassword } from './passwords';
import { countAttempt } from './throttle';
import { hashToken, newToken } from './token';

/** What the person who claims an empty server gives. */
export interface FirstTenant {
  readonly name: string;
  readonly adminEmail: string;
  readonly password: string;
}

/**
 * A new one-time link that claims a server without a tenant, for the operator's terminal; earlier ones are void.
 * Null once a tenant exists.
 */
export async function setupLink(): Promise<string | null> {
  const { token, hash } = newToken();
  const made = await sql.rows({
    text: `INSERT INTO setup_links (id, hash) SELECT 1, $1 WHERE NOT EXISTS (SELECT 1 FROM tenants)
      ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, created_at = now() RETURNING 1`,
    values: [hash],
  });
  return made.length > 0 ? `${env().MUSTER_URL}/setup?token=${token}` : null;
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
