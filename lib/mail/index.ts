export { type FirstSignInMail, firstSignInMail } from './first-sign-in-mail';
export type { Message } from './message';
export { type PasswordMail, passwordMail } from './password-mail';
export { sendMail } from './send-mail';
