import { log } from '../log';
import { type MailWriters, sendQueued } from './queue';

/** How often a process looks for mails that are due, in milliseconds. */
const everyMs = 2000;

interface Mailing {
  ending: boolean;
  timer?: NodeJS.Timeout;
  running: Promise<void>;
}

let current: Mailing | undefined;

async function sendAll(writers: MailWriters, mailing: Mailing): Promise<void> {
  try {
    while (!mailing.ending && (await sendQueued(writers)) > 0);
  } catch (error) {
    log.error('Mails that wait could not be sent; they are tried again in a moment.', { err: error });
  }
}

/**
 * Sends queued mails, soon after they are queued, until `endMailing`. The database is open; of several processes on one
 * database each sends others.
 */
export function startMailing(writers: MailWriters): void {
  if (current) return;
  const mailing: Mailing = { ending: false, running: Promise.resolve() };
  current = mailing;
  const next = () => {
    mailing.timer = setTimeout(() => {
      mailing.running = sendAll(writers, mailing).then(() => {
        if (!mailing.ending) next();
      });
    }, everyMs).unref();
  };
  next();
}

/** Ends mailing; settles when the mail on its way has left. Call it before the database is closed. */
export async function endMailing(): Promise<void> {
  const mailing = current;
  current = undefined;
  if (!mailing) return;
  mailing.ending = true;
  clearTimeout(mailing.timer);
  await mailing.running;
}
