import { page, paragraph } from './mail-page';
import { type Message, oneLine } from './message';

/** What the mail says that tells an old address of a change. */
export interface AddressMail {
  /** Where mail went until now. */
  readonly address: string;
  readonly name: string;
  /** The user name until now. */
  readonly userName: string;
  readonly tenantName: string;
  readonly emailChanged: boolean;
  readonly userNameChanged: boolean;
  /** Who changed it, as it stands after “by”. */
  readonly by: string;
}

function changed({ emailChanged, userNameChanged }: AddressMail): string {
  if (emailChanged && userNameChanged) return 'user name and e-mail address';
  return emailChanged ? 'e-mail address' : 'user name';
}

/** The mail that tells an account's old address that it, or the user name, was changed. It names nothing new. */
export function addressMail(mail: AddressMail): Message {
  const what = changed(mail);
  const account = `your account at ${oneLine(mail.tenantName)}`;
  const verb = mail.emailChanged && mail.userNameChanged ? 'were' : 'was';
  const subject = `The ${what} of ${account} ${verb} changed`;
  const lines = [
    `Hello ${oneLine(mail.name)},`,
    `the ${what} of ${account} (${oneLine(mail.userName)}) ${verb} changed by ${oneLine(mail.by)}.`,
    mail.emailChanged
      ? 'Mails about the account go to another address from now on. Links to set a password that were sent to you no longer work.'
      : 'Sign in with the new user name from now on. Links to set a password that were sent to you no longer work.',
    'If you did not expect this, tell your administrator.',
  ];
  return {
    to: { name: oneLine(mail.name), address: mail.address },
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: page(subject, lines.map(paragraph).join('')),
  };
}
