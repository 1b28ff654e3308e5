import type { Sql } from '../database';

/**
 * Ends a user's sessions and makes the user's password links void. Whoever deactivates or removes a user runs it
 * in the same transaction, after the change.
 */
export async function endAccess(tx: Sql, userId: string): Promise<void> {
  await tx.rows({
    name: 'directory-end-sessions',
    text: 'DELETE FROM sessions WHERE user_id = $1',
    values: [userId],
  });
  await voidPasswordLinks(tx, userId);
}

/**
 * Makes a user's password links void. Whoever changes the user name or e-mail address runs it in the same
 * transaction, so that no link outlives the address that it was sent to.
 */
export async function voidPasswordLinks(tx: Sql, userId: string): Promise<void> {
  await tx.rows({
    name: 'directory-void-password-links',
    text: 'DELETE FROM password_links WHERE user_id = $1',
    values: [userId],
  });
}
