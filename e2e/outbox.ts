import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A mail as it arrived. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** The first link in its text. */
  readonly link: string;
}

function decodeQuotedPrintable(text: string): string {
  const joined = text.replace(/=\r?\n/g, '');
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function readMail(file: string): Mail {
  const source = readFileSync(file, 'utf8');
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(source)?.[1] ?? '';
  const link = /https?:\/\/[^\s<>"]+/.exec(decodeQuotedPrintable(source))?.[0] ?? '';
  return { to: header('To'), subject: header('Subject'), link };
}

/** The mails to `address` so far, oldest first. */
export function mailsTo(address: string): Mail[] {
  const outbox = join(process.env.MUSTER_DATA_DIR ?? '', 'outbox');
  if (!existsSync(outbox)) return [];
  const files = readdirSync(outbox).filter((name) => name.endsWith('.eml'));
  const mails = files.sort().map((name) => readMail(join(outbox, name)));
  return mails.filter(({ to }) => to.toLowerCase().includes(address.toLowerCase()));
}

/** Waits until `count` mails to `address` have arrived, and returns the last of them. */
export async function mailTo(address: string, count = 1): Promise<Mail> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const mail = mailsTo(address)[count - 1];
    if (mail) return mail;
    await sleep(100);
  }
  throw new Error(`No mail number ${count} to ${address} has arrived in the outbox.`);
}
