import { button, page, paragraph } from './mail-page';
import { type Message, oneLine } from './message';

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
