import type { Sql } from '../../database';

/**
 * Gives a user another password and ends their sessions, but for one that may go on. Run it in a transaction that holds
 * the user's row; password links end with it, by a trigger.
 * @param passwordHash of `hashPassword`
 * @param kept the id of the session that goes on
 */
export async function setPassword(
  tx: Sql,
  userId: string,
  passwordHash: string,
  kept?: string,
): Promise<void> {
  await tx.rows({
    name: 'auth-set-password',
    text: 'UPDATE users SET password_hash = $2 WHERE id = $1',
    values: [userId, passwordHash],
  });
  await tx.rows({
    name: 'auth-end-sessions',
    text: 'DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2::uuid',
    values: [userId, kept ?? null],
  });
}
