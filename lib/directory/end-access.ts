import type { Sql } from '../database';

/**
 * Ends the sessions of a user, or of several, and makes their password links void. Whoever deactivates or removes
 * a user runs it in the same transaction, after the change.
 */
export async function endAccess(tx: Sql, userIds: string | readonly string[]): Promise<void> {
  await tx.rows({
    name: 'directory-end-sessions',
    text: 'DELETE FROM sessions WHERE user_id = ANY($1::uuid[])',
    values: [[userIds].flat()],
  });
  await voidPasswordLinks(tx, userIds);
}

/**
 * Makes the password links of a user, or of several, void. Whoever changes the user name or e-mail address runs it
 * in the same transaction, so that no link outlives the address that it was sent to.
 */
export async function voidPasswordLinks(tx: Sql, userIds: string | readonly string[]): Promise<void> {
  await tx.rows({
    name: 'directory-void-password-links',
    text: 'DELETE FROM password_links WHERE user_id = ANY($1::uuid[])',
    values: [[userIds].flat()],
  });
}
