import { escapeHtml, type Message, oneLine } from './message';

/** What the mail with a password link says, and to whom. */
export interface PasswordMail {
  readonly address: string;
  readonly name: string;
  readonly userName: string;
  readonly tenantName: string;
  readonly url: string;
  /** How long the link is valid. */
  readonly minutes: number;
  /** True where the user has never set a password: the mail for the first sign-in. */
  readonly first: boolean;
}

/** The mail with which a user sets a password, for the first time or anew. */
export function passwordMail(mail: PasswordMail): Message {
  const tenantName = oneLine(mail.tenantName);
  const subject = mail.first
    ? `Set your password for ${tenantName}`
    : `Reset your password for ${tenantName}`;
  const greeting = `Hello ${oneLine(mail.name)},`;
  const request = mail.first
    ? `you have an account at ${tenantName}. To sign in for the first time, set your password:`
    : `somebody asked for a new password for your account at ${tenantName}. To set it, open:`;
  const validity = `The link works once, for ${mail.minutes} minutes. Your user name is ${oneLine(mail.userName)}.`;
  const otherwise = 'If you did not ask for this, ignore this mail: nothing changes.';
  const label = mail.first ? 'Set password' : 'Reset password';
  return {
    to: { name: oneLine(mail.name), address: mail.address },
    subject,
    link: mail.url,
    text: [greeting, '', request, '', mail.url, '', validity, otherwise, ''].join('\n'),
    html: page(
      subject,
      [greeting, request].map(paragraph).join('') +
        button(label, mail.url) +
        [validity, otherwise].map(paragraph).join(''),
    ),
  };
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
}

function button(label: string, url: string): string {
  const style =
    'display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#fff;text-decoration:none';
  const link = escapeHtml(url);
  return `<p style="margin:0 0 16px"><a href="${link}" style="${style}">${label}</a></p><p style="margin:0 0 16px;word-break:break-all">${link}</p>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#111;background:#fff"><div style="max-width:560px">${body}</div></body></html>\n`;
}
