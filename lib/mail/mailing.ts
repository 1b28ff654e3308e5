import { type Recurring, recurring } from '../recurring';
import { type MailWriters, sendQueued } from './queue';

/** How often a process looks for mails that are due, in milliseconds. */
const everyMs = 2000;

let current: Recurring | undefined;

/**
 * Sends queued mails, soon after they are queued, until `endMailing`. The database is open; of several processes on one
 * database each sends others.
 */
export function startMailing(writers: MailWriters): void {
  current ??= recurring('Sending mails', everyMs, async (stop) => {
    while (!stop.aborted && (await sendQueued(writers)) > 0);
  });
}

/** Ends mailing; settles when the mails on their way have left. Call it before the database is closed. */
export async function endMailing(): Promise<void> {
  await current?.end();
  current = undefined;
}
