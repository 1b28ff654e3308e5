import { button, page, paragraph } from './mail-page';
import { type Message, oneLine } from './message';

/** What the mail for the first sign-in says, and to whom. */
export interface FirstSignInMail {
  readonly address: string;
  readonly name: string;
  readonly userName: string;
  readonly tenantName: string;
  readonly url: string;
  /** How long the link is valid. */
  readonly days: number;
  /** Where the user signs in, and gets another link once this one is too old. */
  readonly signInUrl: string;
}

/** The mail that tells people of their account: they did not ask for it, and have no password yet. */
export function firstSignInMail(mail: FirstSignInMail): Message {
  const tenantName = oneLine(mail.tenantName);
  const subject = `Your account at ${tenantName} is ready`;
  const greeting = `Hello ${oneLine(mail.name)},`;
  const news = `${tenantName} has made an account for you. Choose a password, and you can sign in:`;
  const validity = `The link works once, for ${mail.days} days. Your user name is ${oneLine(mail.userName)}.`;
  const later = `After that, open ${mail.signInUrl} and select “Forgot password”: you get another link.`;
  const otherwise = 'If you did not expect this, ignore this mail: without a password nobody signs in.';
  return {
    to: { name: oneLine(mail.name), address: mail.address },
    subject,
    link: mail.url,
    text: [greeting, '', news, '', mail.url, '', validity, later, '', otherwise, ''].join('\n'),
    html: page(
      subject,
      [greeting, news].map(paragraph).join('') +
        button('Choose a password', mail.url) +
        [validity, later, otherwise].map(paragraph).join(''),
    ),
  };
}
