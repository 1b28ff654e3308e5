import { button, page, paragraph } from './mail-page';
import { type Message, oneLine } from './message';

/** What the mail says that tells an administrator of held changes. */
export interface HeldMail {
  readonly address: string;
  readonly name: string;
  readonly tenantName: string;
  /** The identity provider, as it stands at the beginning of a sentence. */
  readonly provider: string;
  /** How many people's access is held, and some of their names. */
  readonly count: number;
  readonly names: readonly string[];
  /** Where to decide. */
  readonly url: string;
}

function named({ count, names }: HeldMail): string {
  const shown = names.map(oneLine).join(', ');
  return count > names.length ? `${shown} and ${count - names.length} more` : shown;
}

/** The mail that asks an administrator to decide about what the circuit breaker holds. */
export function heldMail(mail: HeldMail): Message {
  const tenantName = oneLine(mail.tenantName);
  const many = mail.count === 1 ? '1 person' : `${mail.count} people`;
  const subject = `${oneLine(mail.provider)} wants to end the access of many people at ${tenantName}`;
  const before = [
    `Hello ${oneLine(mail.name)},`,
    `${oneLine(mail.provider)} ended the access of unusually many people at ${tenantName} in a short time. We let the first ones go and hold the others, ${many} so far: ${named(mail)}.`,
    'Nobody of them has lost anything yet. If this is meant, approve it; if it is a mistake in the identity provider, reject it and mend it there:',
  ];
  const after = ['More people may have been added since this mail was written. The page shows all of them.'];
  return {
    to: { name: oneLine(mail.name), address: mail.address },
    subject,
    link: mail.url,
    text: `${[...before, mail.url, ...after].join('\n\n')}\n`,
    html: page(
      subject,
      before.map(paragraph).join('') + button('Decide', mail.url) + after.map(paragraph).join(''),
    ),
  };
}
