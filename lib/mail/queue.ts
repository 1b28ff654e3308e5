import { type Sql, sql } from '../database';
import { log } from '../log';
import type { Message } from './message';
import { sendMail } from './send-mail';

/** A mail that is to be sent once what it tells of is committed. */
export interface NewMail {
  readonly tenantId: string;
  /** Which writer puts it into words. */
  readonly kind: string;
  /** What the writer needs. It lies in the database until the mail has left: no secret, and no link that is one. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A mail of the queue, as its writer gets it. */
export interface QueuedMail extends NewMail {
  readonly id: string;
}

/**
 * Who puts queued mails into words, by kind: the message, or null where there is nothing to say any more, because its
 * reader was removed meanwhile, say.
 */
export type MailWriters = Readonly<Record<string, (mail: QueuedMail) => Promise<Message | null>>>;

/**
 * Queues a mail: in the transaction of what it tells of, it leaves if that is committed and only then. Nobody waits
 * for the mail server.
 */
export async function queueMail(on: Sql, { tenantId, kind, data }: NewMail): Promise<void> {
  await on.rows({
    name: 'mail-queue',
    text: 'INSERT INTO queued_mails (tenant_id, kind, data) VALUES ($1, $2, $3)',
    values: [tenantId, kind, JSON.stringify(data)],
  });
}

/** Mails that one process takes at a time. */
const taken = 10;
/** For so long nobody else takes them: longer than they need, unless the process dies. */
const leaseMinutes = 10;
/** After so many attempts, a day and more after the first, a mail is given up. */
const mostAttempts = 12;
const longestPauseMinutes = 360;

interface Row extends QueuedMail {
  readonly attempts: number;
}

// Times are kept rounded to a millisecond: what is due now may seem to be due in the next.
/** Takes what is due; of several processes each gets others. A mail whose process died is due again after the lease. */
function take(kinds: readonly string[]): Promise<Row[]> {
  return sql.rows<Row>({
    name: 'mail-take',
    text: `UPDATE queued_mails SET attempts = attempts + 1, due_at = now() + interval '${leaseMinutes} minutes'
      WHERE id IN (
        SELECT id FROM queued_mails WHERE due_at <= now() + interval '1 millisecond' AND kind = ANY($1)
        ORDER BY due_at LIMIT ${taken} FOR UPDATE SKIP LOCKED)
      RETURNING id, tenant_id AS "tenantId", kind, data, attempts`,
    values: [kinds],
  });
}

async function forget({ id }: Row): Promise<void> {
  await sql.rows({ name: 'mail-sent', text: 'DELETE FROM queued_mails WHERE id = $1', values: [id] });
}

async function putOff(mail: Row, cause: unknown): Promise<void> {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (mail.attempts >= mostAttempts) {
    log.error(`A mail (${mail.kind}) was given up after ${mail.attempts} attempts: ${reason}`);
    return forget(mail);
  }
  const minutes = Math.min(2 ** (mail.attempts - 1), longestPauseMinutes);
  log.error(`A mail (${mail.kind}) could not be sent; the next attempt is in ${minutes} min: ${reason}`);
  await sql.rows({
    name: 'mail-put-off',
    text: `UPDATE queued_mails SET due_at = now() + $2 * interval '1 minute' WHERE id = $1`,
    values: [mail.id, minutes],
  });
}

/** Gives back what was taken and not tried: it is due at once, for whoever goes on. */
async function giveBack(mails: readonly Row[]): Promise<void> {
  await sql.rows({
    name: 'mail-give-back',
    text: 'UPDATE queued_mails SET attempts = attempts - 1, due_at = now() WHERE id = ANY($1::uuid[])',
    values: [mails.map(({ id }) => id)],
  });
}

/**
 * Sends what is due, and gives how many it took. Each leaves once; only where a process dies between the mail server's
 * answer and the note of it, the mail leaves again, with the same Message-ID. What can't be sent is tried again later.
 * @param stop ends it between two mails
 */
export async function sendQueued(writers: MailWriters, stop?: AbortSignal): Promise<number> {
  const mails = await take(Object.keys(writers));
  for (const [i, mail] of mails.entries()) {
    if (stop?.aborted) {
      await giveBack(mails.slice(i));
      return i;
    }
    try {
      const message = await writers[mail.kind]?.(mail);
      if (message) await sendMail({ ...message, id: mail.id });
    } catch (error) {
      await putOff(mail, error);
      continue;
    }
    await forget(mail);
  }
  return mails.length;
}

/** How many mails wait to be sent, 10,000 at most. */
export async function waitingMails(): Promise<number> {
  const [row] = await sql.rows<{ waiting: number }>({
    name: 'mail-waiting',
    text: 'SELECT count(*)::int AS waiting FROM (SELECT 1 FROM queued_mails LIMIT 10000) AS queued',
    values: [],
  });
  return row?.waiting ?? 0;
}
