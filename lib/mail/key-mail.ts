import { button, page, paragraph } from './mail-page';
import { type Message, oneLine } from './message';

/** What the mail says that an API key expires, and to whom. */
export interface KeyMail {
  readonly address: string;
  readonly name: string;
  readonly tenantName: string;
  /** The identity provider that the key lets in, as it stands in a sentence. */
  readonly provider: string;
  /** What the key is called, and how it ends. */
  readonly keyName: string | null;
  readonly lastFour: string;
  readonly expiresAt: Date;
  /** SCIM Settings. */
  readonly url: string;
}

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** The mail that reminds somebody who manages SCIM of a key that expires soon. It holds nothing of the key but its end. */
export function keyMail(mail: KeyMail): Message {
  const tenantName = oneLine(mail.tenantName);
  const subject = `The API key of ${oneLine(mail.provider)} for ${tenantName} expires soon`;
  const key = mail.keyName
    ? `“${oneLine(mail.keyName)}”, which ends in ${mail.lastFour},`
    : `that ends in ${mail.lastFour}`;
  const lines = [
    `Hello ${oneLine(mail.name)},`,
    `the API key ${key} expires on ${moment.format(mail.expiresAt)} UTC. From then on ${oneLine(mail.provider)} is refused, and users and roles of ${tenantName} are no longer kept up to date.`,
    'Rotate it with confirmation before, or give it a later expiry:',
  ];
  const otherwise = 'You get this mail because you may manage SCIM.';
  return {
    to: { name: oneLine(mail.name), address: mail.address },
    subject,
    link: mail.url,
    text: `${[...lines, mail.url, otherwise].join('\n\n')}\n`,
    html: page(
      subject,
      lines.map(paragraph).join('') + button('Open SCIM Settings', mail.url) + paragraph(otherwise),
    ),
  };
}
