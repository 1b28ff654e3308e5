import { recordActivity } from '../../activity';
import { AppError } from '../../app-error';
import { type Sql, transaction } from '../../database';
import { type Administrator, actorOf, type ReachableUser, reachableUser, shownName } from '../../directory';
import { env } from '../../env';
import { log } from '../../log';
import { firstSignInMail, sendMail } from '../../mail';
import { createPasswordLink } from '../passwords/password-links';
import { noteMailed } from './note';
import { firstLinkDays } from './stage';

/** The least time between two mails with a link to one person, in seconds: whoever asked for them. */
const fewestSecondsBetween = 60;

/** Why somebody gets no mail now. */
type Unsent = 'settled' | 'without-address' | 'recent';

/** What became of somebody's mail. */
export type Outcome = 'sent' | 'failed' | Unsent;

/** How a mail is sent as one of many. */
export interface AsOneOfMany {
  /** Who had such a mail within so many seconds gets none. */
  readonly quietSeconds: number;
  /** Notes what became of it, in the transaction that does so for the user: both are noted, or neither is. */
  readonly note: (tx: Sql, outcome: Outcome) => Promise<void>;
}

const alone: AsOneOfMany = { quietSeconds: 0, note: async () => {} };

/** A link that was made for somebody's first sign-in, or why there is none. */
type Made = { readonly user: ReachableUser; readonly url: string } | { readonly unsent: Unsent };

/** Whether somebody had a mail with a link within so many seconds. */
async function hadMail(tx: Sql, userId: string, seconds: number): Promise<boolean> {
  const recent = await tx.rows({
    name: 'auth-had-mail',
    text: `SELECT FROM password_links
      WHERE user_id = $1 AND used_at IS NULL AND created_at > now() - interval '${fewestSecondsBetween} seconds'
      UNION ALL SELECT FROM first_sign_ins WHERE user_id = $1 AND mailed_at > now() - make_interval(secs => $2)`,
    values: [userId, seconds],
  });
  return recent.length > 0;
}

function makeLink(by: Administrator, userId: string, { quietSeconds, note }: AsOneOfMany): Promise<Made> {
  const unsentIn = async (tx: Sql, unsent: Unsent): Promise<Made> => {
    await note(tx, unsent);
    return { unsent };
  };
  return transaction(async (tx) => {
    // Held: of two mails to one person at once, the second sees the first one's link.
    const user = await reachableUser(tx, by, userId);
    if (!user.active || user.hasPassword) return unsentIn(tx, 'settled');
    if (user.email === null) return unsentIn(tx, 'without-address');
    if (await hadMail(tx, userId, quietSeconds)) return unsentIn(tx, 'recent');
    const { url } = await createPasswordLink(tx, userId, new Date(), firstLinkDays * 24 * 60);
    return { user, url };
  });
}

function record(
  by: Administrator,
  user: ReachableUser,
  outcome: 'sent' | 'failed',
  note: AsOneOfMany['note'],
): Promise<void> {
  const sent = outcome === 'sent';
  return transaction(async (tx) => {
    await noteMailed(tx, user.id, sent);
    // Nobody has the link: it must not keep a second try from making another.
    if (!sent) await tx.rows({ text: 'DELETE FROM password_links WHERE user_id = $1', values: [user.id] });
    await recordActivity(tx, {
      tenantId: user.tenantId,
      actor: actorOf(by),
      action: 'user.first-sign-in-mailed',
      subject: { kind: 'user', id: user.id, name: shownName(user) },
      outcome: sent ? 'done' : 'refused',
      detail: sent ? { to: user.email } : { to: user.email, reason: 'The mail could not be sent.' },
    });
    await note(tx, outcome);
  });
}

/**
 * Mails somebody who never set a password that their account is ready, with a link to choose one.
 * @throws AppError 404, 403 (holds more than `by`)
 */
export async function mailFirstSignIn(
  by: Administrator,
  userId: string,
  among: AsOneOfMany = alone,
): Promise<Outcome> {
  const made = await makeLink(by, userId, among);
  if ('unsent' in made) return made.unsent;
  const { user, url } = made;
  const { tenantName, userName } = user;
  const known = { userName, tenantName, url, days: firstLinkDays, signInUrl: `${env().MUSTER_URL}/sign-in` };
  let outcome: 'sent' | 'failed' = 'sent';
  try {
    await sendMail(firstSignInMail({ ...known, address: user.email ?? '', name: shownName(user) }));
  } catch (error) {
    log.error('A mail for a first sign-in could not be sent.', { err: error });
    outcome = 'failed';
  }
  await record(by, user, outcome, among.note);
  return outcome;
}

const refusals: Readonly<Record<Exclude<Outcome, 'sent'>, readonly [409 | 429, string]>> = {
  settled: [409, 'This user has a password already, or is deactivated. “Forgot password” gives a new one.'],
  'without-address': [409, 'This user has no e-mail address. Give one where the user is managed.'],
  recent: [429, 'A mail with a link left less than a minute ago. Wait a minute before you send another.'],
  failed: [409, 'The mail could not be sent. Try again; if it stays, tell whoever runs this platform.'],
};

/**
 * Sends one person the mail for the first sign-in, now.
 * @throws AppError 404, 403 (holds more than `by`), 409 (has a password, no address, or the mail failed), 429
 */
export async function sendFirstSignInMail(by: Administrator, userId: string): Promise<void> {
  const outcome = await mailFirstSignIn(by, userId);
  if (outcome !== 'sent') throw new AppError(...refusals[outcome]);
}
