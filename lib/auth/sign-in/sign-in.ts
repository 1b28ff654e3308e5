import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { recordActivity } from '../../activity';
import { sql, transaction } from '../../database';
import { fold, shownName } from '../../directory';
import { inBackground } from '../background';
import { noteSignedIn } from '../first-sign-in/note';
import { verifyNothing, verifyPassword } from '../passwords/passwords';
import { idleHours } from '../sessions/sessions';
import { countAttempt } from '../throttle/throttle';
import { type Account, accountsNamed } from './accounts';

/** What a person signs in with. */
export interface Credentials {
  /** A user name or e-mail address, of any tenant. */
  readonly identifier: string;
  readonly password: string;
  readonly userAgent?: string;
  /** The address that the request came from, where it is known. */
  readonly address?: string;
  /** The session that the browser had until now: it ends, so that no session outlives a sign-in. */
  readonly replaces?: string;
}

/**
 * Refusals take this long, in milliseconds: longer than the passwords of several accounts with one name take to check,
 * so that their number shows as little as whether there is one.
 */
const refusalMs = 250;

/**
 * Opens a session for the account that `credentials` fit, and gives its id; null where they fit none, with no
 * hint why. Attempts on accounts that exist are recorded.
 * @throws TooManyAttempts, whether the password fits or not
 */
export async function signIn(credentials: Credentials): Promise<string | null> {
  const { identifier, password, address } = credentials;
  const attempt = await countAttempt({ kind: 'sign-in', account: fold(identifier.trim()), address });
  const refusal = sleep(refusalMs);
  const accounts = await accountsNamed(identifier);
  const account = await firstThatFits(accounts, password);
  const sessionId = account && (await openSession(account, credentials));
  if (sessionId) {
    await attempt.succeeded();
    return sessionId;
  }
  inBackground('Recording a refused sign-in', () => recordRefusals(accounts));
  await refusal;
  return null;
}

async function firstThatFits(accounts: Account[], password: string): Promise<Account | null> {
  let verified = 0;
  for (const account of accounts) {
    if (!account.active || account.passwordHash === null) continue;
    verified += 1;
    if (await verifyPassword(account.passwordHash, password)) return account;
  }
  // An unknown name costs the time of a wrong password.
  if (verified === 0) await verifyNothing(password);
  return null;
}

async function openSession(account: Account, { userAgent, replaces }: Credentials): Promise<string | null> {
  const id = uuid();
  return transaction(async (tx) => {
    // The lock waits for a deactivation or a new password that is under way, and then sees what it did.
    const opened = await tx.rows({
      name: 'auth-open-session',
      text: `INSERT INTO sessions (id, user_id, expires_at, user_agent)
        SELECT $1, id, now() + interval '${idleHours} hours', left($4, 500) FROM users
        WHERE id = $2 AND active AND deleted_at IS NULL AND password_hash = $3 FOR SHARE
        RETURNING 1`,
      values: [id, account.id, account.passwordHash, userAgent ?? null],
    });
    if (opened.length === 0) return null;
    await tx.rows({
      name: 'auth-drop-old-sessions',
      text: 'DELETE FROM sessions WHERE user_id = $1 AND expires_at <= now() OR id = $2',
      values: [account.id, replaces ?? null],
    });
    await noteSignedIn(tx, account.id);
    const person = { id: account.id, name: shownName(account) };
    await recordActivity(tx, {
      tenantId: account.tenantId,
      actor: { kind: 'user', ...person },
      action: 'user.signed-in',
      subject: { kind: 'user', ...person },
      outcome: 'done',
    });
    return id;
  });
}

async function recordRefusals(accounts: Account[]): Promise<void> {
  for (const account of accounts)
    await recordActivity(sql, {
      tenantId: account.tenantId,
      // Whoever tried did not prove to be the account's owner.
      actor: { kind: 'system', name: 'Sign-in' },
      action: 'user.sign-in-refused',
      subject: { kind: 'user', id: account.id, name: shownName(account) },
      outcome: 'refused',
      detail: { reason: refusalOf(account) },
    });
}

function refusalOf(account: Account): string {
  if (!account.active) return 'The user is deactivated.';
  return account.passwordHash === null ? 'The user has not set a password yet.' : 'The password is wrong.';
}
