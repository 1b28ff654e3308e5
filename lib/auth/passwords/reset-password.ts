import { recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { transaction } from '../../database';
import { type Names, shownName } from '../../directory';
import { countAttempt } from '../throttle/throttle';
import { hashToken } from '../token';
import { findPasswordLink } from './password-links';
import { checkPassword, hashPassword } from './passwords';
import { setPassword } from './set-password';

const deadLink = () =>
  new AppError(404, 'This link has expired, was used, or is no longer valid. Ask for a new one.');

/**
 * Sets the password of the user whom the link with `token` belongs to. The link is used up, and every session of
 * the user ends. Of two at once with the same link, one wins.
 * @param address the address that the request came from, where it is known
 * @throws AppError 400 where the password is too easy to guess (the link stays), 404 where the link is void;
 * TooManyAttempts
 */
export async function resetPassword(
  token: string,
  password: string,
  address?: string,
): Promise<{ userName: string }> {
  const attempt = await countAttempt({ kind: 'reset-password', account: token, address });
  const owner = await findPasswordLink(token);
  if (!owner) throw deadLink();
  await attempt.succeeded();
  const { userName, email, displayName, givenName, familyName, tenantName } = owner;
  checkPassword(password, userName, email, displayName, givenName, familyName, tenantName);
  await spendLink(token, owner.userId, await hashPassword(password));
  return { userName: owner.userName };
}

/** Uses the link up and sets the password, both or neither. @throws AppError 404 where another one was quicker */
function spendLink(token: string, userId: string, passwordHash: string): Promise<void> {
  return transaction(async (tx) => {
    // The user's row first: whoever changes a user locks it before the links, too.
    const [user] = await tx.rows<Names & { tenantId: string }>({
      name: 'auth-lock-owner',
      text: `SELECT tenant_id AS "tenantId", user_name AS "userName", display_name AS "displayName",
          given_name AS "givenName", family_name AS "familyName"
        FROM users WHERE id = $1 AND active AND deleted_at IS NULL FOR NO KEY UPDATE`,
      values: [userId],
    });
    const used = await tx.rows({
      name: 'auth-use-password-link',
      text: `UPDATE password_links SET used_at = now()
        WHERE hash = $1 AND user_id = $2 AND used_at IS NULL AND expires_at > now() RETURNING 1`,
      values: [hashToken(token), userId],
    });
    if (!user || used.length === 0) throw deadLink();
    await setPassword(tx, userId, passwordHash);
    const person = { kind: 'user' as const, id: userId, name: shownName(user) };
    await recordActivity(tx, {
      tenantId: user.tenantId,
      actor: person,
      action: 'user.password-set',
      subject: person,
      outcome: 'done',
    });
  });
}
