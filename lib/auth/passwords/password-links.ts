import { v7 as uuid } from 'uuid';
import { AppError } from '../../app-error';
import { type Sql, sql } from '../../database';
import type { Names } from '../../directory';
import { env } from '../../env';
import { hashToken, newToken } from '../token';

/** How long a password link is valid, in minutes. The mails and pages print it. */
export const passwordLinkMinutes = 60;

/**
 * Makes the one valid password link of a user, who must be active: earlier links of the user are void from now.
 * Run it in a transaction; the token is in the answer's `url` only.
 * @param minutes how long it is valid
 * @throws AppError 409 where the user is deactivated or removed, or is none
 */
export async function createPasswordLink(
  tx: Sql,
  userId: string,
  now: Date,
  minutes = passwordLinkMinutes,
): Promise<{ url: string; expiresAt: Date }> {
  // The lock puts two links asked for at once, or a link and a deactivation, in a row.
  const users = await tx.rows({
    name: 'auth-lock-active-user',
    text: 'SELECT 1 FROM users WHERE id = $1 AND active AND deleted_at IS NULL FOR NO KEY UPDATE',
    values: [userId],
  });
  if (users.length === 0)
    throw new AppError(409, 'This user is deactivated or removed, so no password can be set.');
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.rows({
    name: 'auth-void-password-links',
    text: 'DELETE FROM password_links WHERE user_id = $1',
    values: [userId],
  });
  await tx.rows({
    name: 'auth-create-password-link',
    text: `INSERT INTO password_links (id, user_id, hash, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5)`,
    values: [uuid(), userId, hash, now, expiresAt],
  });
  return { url: `${env().MUSTER_URL}/reset-password?token=${token}`, expiresAt };
}

/** Whom a valid link belongs to. */
export interface PasswordLinkOwner extends Names {
  readonly userId: string;
  readonly email: string | null;
  readonly tenantName: string;
}

/** The owner of a link that can still be used, or null: unknown, used, expired, void, or the user is inactive. */
export async function findPasswordLink(token: string): Promise<PasswordLinkOwner | null> {
  const [owner] = await sql.rows<PasswordLinkOwner>({
    name: 'auth-find-password-link',
    text: `SELECT u.id AS "userId", u.user_name AS "userName", u.email, u.display_name AS "displayName",
        u.given_name AS "givenName", u.family_name AS "familyName", t.name AS "tenantName"
      FROM password_links l
      JOIN users u ON u.id = l.user_id AND u.active AND u.deleted_at IS NULL
      JOIN tenants t ON t.id = u.tenant_id
      WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > now()`,
    values: [hashToken(token)],
  });
  return owner ?? null;
}
