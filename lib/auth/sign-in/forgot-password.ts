import { recordActivity } from '../../activity';
import { sql, transaction } from '../../database';
import { fold, shownName } from '../../directory';
import { log } from '../../log';
import { passwordMail, sendMail } from '../../mail';
import { inBackground } from '../background';
import { noteMailed } from '../first-sign-in/note';
import { createPasswordLink, passwordLinkMinutes } from '../passwords/password-links';
import { countAttempt } from '../throttle/throttle';
import { type Account, accountsNamed } from './accounts';

const fewestSecondsBetween = 60;

/**
 * Mails a password link to each active account that `identifier` (a user name or e-mail address) names, one mail
 * per account. It never says what it found: the work is done in the background, and nobody waits for it.
 * @param address the address that the request came from, where it is known
 * @throws TooManyAttempts
 */
export async function forgotPassword(identifier: string, address?: string): Promise<void> {
  await countAttempt({ kind: 'forgot-password', account: fold(identifier.trim()), address });
  inBackground('Mailing a password link', async () => {
    for (const account of await accountsNamed(identifier)) await mailLink(account);
  });
}

async function mailLink(account: Account): Promise<void> {
  if (!account.active || account.email === null) return;
  const url = await newLink(account);
  if (url === null) return;
  const first = account.passwordHash === null;
  const mail = passwordMail({
    address: account.email,
    name: shownName(account),
    userName: account.userName,
    tenantName: account.tenantName,
    url,
    minutes: passwordLinkMinutes,
    first,
  });
  try {
    await sendMail(mail);
    if (first) await noteMailed(sql, account.id, true);
    await record(account, true);
  } catch (error) {
    log.error('A mail with a password link could not be sent.', { err: error });
    if (first) await noteMailed(sql, account.id, false);
    await record(account, false);
  }
}

/** A new link for `account`, or null where it may have none now: just mailed, changed or deactivated meanwhile. */
function newLink(account: Account): Promise<string | null> {
  return transaction(async (tx) => {
    // Two statements: the second sees what whoever held the lock before has done.
    const users = await tx.rows({
      name: 'auth-lock-for-link',
      text: `SELECT 1 FROM users
        WHERE id = $1 AND active AND deleted_at IS NULL AND email = $2 FOR NO KEY UPDATE`,
      values: [account.id, account.email],
    });
    const recent = await tx.rows({
      name: 'auth-recent-link',
      text: `SELECT 1 FROM password_links WHERE user_id = $1 AND used_at IS NULL
        AND created_at > now() - interval '${fewestSecondsBetween} seconds'`,
      values: [account.id],
    });
    if (users.length === 0 || recent.length > 0) return null;
    return (await createPasswordLink(tx, account.id, new Date())).url;
  });
}

function record(account: Account, sent: boolean): Promise<void> {
  return recordActivity(sql, {
    tenantId: account.tenantId,
    actor: { kind: 'system', name: 'Forgot password' },
    action: 'user.password-link-sent',
    subject: { kind: 'user', id: account.id, name: shownName(account) },
    outcome: sent ? 'done' : 'refused',
    detail: sent ? { to: account.email } : { to: account.email, reason: 'The mail could not be sent.' },
  });
}
