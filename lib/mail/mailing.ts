import { type Recurring, recurring } from '../recurring';
import { type MailWriters, sendQueued } from './queue';

/** How often a process looks for mails that are due, in milliseconds. */
const everyMs = 2000;

/**
 * Sends queued mails, soon after they are queued. The database is open; of several processes on one database each sends
 * others.
 */
export function startMailing(writers: MailWriters): Recurring {
  return recurring('Sending mails', { everyMs }, async (stop) => {
    while (!stop.aborted && (await sendQueued(writers, stop)) > 0);
  });
}
