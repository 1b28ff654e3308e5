import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type Transporter } from 'nodemailer';
import { v7 as uuid } from 'uuid';
import { env } from '../env';
import { type Message, oneLine } from './message';

const longestWait = 15_000;

let smtp: { readonly url: string; readonly transporter: Transporter } | undefined;

/**
 * Sends a mail: to the server at SMTP_URL, or without one as an .eml file into the data folder's `outbox`, with
 * its link on the terminal. @throws what the mail server or the file system refused
 */
export async function sendMail(message: Message): Promise<void> {
  const { SMTP_URL: url } = env();
  await (url ? overSmtp(url, message) : intoOutbox(message));
}

function envelope({ to, subject, text, html, id }: Message) {
  const messageId = id && `<${id}@${new URL(env().MUSTER_URL).hostname}>`;
  return { from: env().MAIL_FROM, to, subject, text, html, messageId };
}

async function overSmtp(url: string, message: Message): Promise<void> {
  if (smtp?.url !== url) {
    smtp?.transporter.close();
    const options = {
      url,
      pool: true,
      connectionTimeout: longestWait,
      greetingTimeout: longestWait,
      socketTimeout: longestWait,
    } as const;
    smtp = { url, transporter: nodemailer.createTransport(options) };
  }
  await smtp.transporter.sendMail(envelope(message));
}

async function intoOutbox(message: Message): Promise<void> {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const { message: source } = await composer.sendMail({ ...envelope(message), newline: 'windows' });
  const folder = join(env().MUSTER_DATA_DIR, 'outbox');
  // Mails open accounts: nobody but the server's own user reads them.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${uuid()}.eml`);
  await writeFile(`${file}.part`, source as Buffer, { mode: 0o600, flag: 'wx' });
  await rename(`${file}.part`, file);
  const lines = [`Mail to ${oneLine(message.to.address)}: ${oneLine(message.subject)}`, message.link, file];
  console.log(lines.filter((line) => line !== undefined).join('\n  '));
}
