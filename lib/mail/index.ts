export { type AddressMail, addressMail } from './address-mail';
export { type FirstSignInMail, firstSignInMail } from './first-sign-in-mail';
export { type HeldMail, heldMail } from './held-mail';
export { type KeyMail, keyMail } from './key-mail';
export { button, page, paragraph } from './mail-page';
export { startMailing } from './mailing';
export { type Message, oneLine } from './message';
export { type PasswordMail, passwordMail } from './password-mail';
export {
  type MailWriters,
  type NewMail,
  type QueuedMail,
  queueMail,
  sendQueued,
  waitingMails,
} from './queue';
export { sendMail } from './send-mail';
