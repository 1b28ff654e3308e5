import type { Sql } from '../database';

/** Voids the links with which these users could set a password: their name, address, password or status changed. */
export async function voidPasswordLinks(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows({
    name: 'directory-void-password-links',
    text: 'DELETE FROM password_links WHERE user_id = ANY($1::uuid[])',
    values: [userIds],
  });
}

/** Ends what lets these users in: their sessions and password links. Their next request is refused. */
export async function endAccess(tx: Sql, userIds: readonly string[]): Promise<void> {
  await tx.rows({
    name: 'directory-end-sessions',
    text: 'DELETE FROM sessions WHERE user_id = ANY($1::uuid[])',
    values: [userIds],
  });
  await voidPasswordLinks(tx, userIds);
}
