import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { type Sql, transaction } from '../../database';
import { actorOf } from '../../directory';
import { InputError } from '../guards/route-input';
import type { CurrentUser } from '../sessions/sessions';
import { countAttempt } from '../throttle/throttle';
import { checkPassword, hashPassword, verifyPassword } from './passwords';
import { setPassword } from './set-password';

/** What a user gives to change their password. */
export const passwordChangeBody = z.strictObject({
  current: z.string().min(1, 'Enter your current password.').max(2000),
  password: z.string().min(1, 'Enter a new password.').max(2000),
});

/** What `changePassword` is given. */
export type PasswordChange = z.output<typeof passwordChangeBody>;

function record(tx: Sql, user: CurrentUser, outcome: 'done' | 'refused'): Promise<void> {
  const detail = outcome === 'done' ? {} : { reason: 'The current password was wrong.' };
  return recordActivity(tx, {
    tenantId: user.tenantId,
    actor: actorOf(user),
    action: 'user.password-changed',
    subject: { kind: 'user', id: user.id, name: user.name },
    outcome,
    detail,
  });
}

/** Whether `current` is the password of the user, whose row is held until the transaction ends. */
async function isCurrent(tx: Sql, user: CurrentUser, current: string): Promise<boolean> {
  const [row] = await tx.rows<{ hash: string | null }>({
    name: 'auth-hold-password',
    text: `SELECT password_hash AS hash FROM users
      WHERE id = $1 AND tenant_id = $2 AND active AND deleted_at IS NULL FOR NO KEY UPDATE`,
    values: [user.id, user.tenantId],
  });
  return typeof row?.hash === 'string' && verifyPassword(row.hash, current);
}

/** Sets the password, ends the sessions of all other browsers, and gives the one in use another id. */
async function setOwnPassword(tx: Sql, user: CurrentUser, passwordHash: string): Promise<string> {
  const sessionId = uuid();
  await setPassword(tx, user.id, passwordHash, user.sessionId);
  await tx.rows({
    name: 'auth-rotate-session',
    text: 'UPDATE sessions SET id = $3 WHERE user_id = $1 AND id = $2',
    values: [user.id, user.sessionId, sessionId],
  });
  await record(tx, user, 'done');
  return sessionId;
}

/**
 * Changes the user's own password. The sessions of all other browsers end, and so do password links; the one in use goes
 * on under another id, which is given.
 * @param address the address that the request came from, where it is known
 * @throws InputError 400 for a wrong current password or a new one that is too easy to guess; TooManyAttempts
 */
export async function changePassword(
  user: CurrentUser,
  { current, password }: PasswordChange,
  address?: string,
): Promise<string> {
  try {
    checkPassword(password, user.userName, user.email, user.name, user.tenantName);
  } catch (error) {
    if (error instanceof AppError) throw new InputError({ password: error.message });
    throw error;
  }
  if (password === current) throw new InputError({ password: 'Choose a password that you do not have now.' });
  const attempt = await countAttempt({ kind: 'current-password', account: user.id, address });
  const passwordHash = await hashPassword(password);
  const sessionId = await transaction(async (tx) => {
    if (await isCurrent(tx, user, current)) return setOwnPassword(tx, user, passwordHash);
    await record(tx, user, 'refused');
    return null;
  });
  if (sessionId === null) throw new InputError({ current: 'This is not your current password.' });
  await attempt.succeeded();
  return sessionId;
}
