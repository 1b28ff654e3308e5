export { backgroundEnded, endBackground } from './background';
export { changePassword, type PasswordChange, passwordChangeBody } from './change-password';
export { currentUser, requirePermission, requireUser } from './current-user';
export { countFirstSignIns, type FirstSignInCounts } from './first-sign-in/counts';
export { sendFirstSignInMail } from './first-sign-in/first-mail';
export {
  latestRound,
  type MailRound,
  type RoundRequest,
  roundBody,
  startRound,
} from './first-sign-in/mail-round';
export { noteLinkOpened } from './first-sign-in/note';
export { startRounds } from './first-sign-in/rounds';
export { firstLinkDays, type Stage } from './first-sign-in/stage';
export {
  type FirstSignIn,
  type FirstSignInPage,
  type FirstSignInQuery,
  firstSignInOf,
  firstSignInQuery,
  listFirstSignIns,
  waitingQuery,
} from './first-sign-in/tracker';
export { forgotPassword } from './forgot-password';
export { type Given, type Input, jsonRoute, publicJsonRoute, type Route } from './json-route';
export { answerNextAuth } from './next-auth';
export { ownPath, signInPath } from './own-path';
export {
  createPasswordLink,
  findPasswordLink,
  type PasswordLinkOwner,
  passwordLinkMinutes,
} from './password-links';
export { checkPassword, hashPassword, shortestPassword } from './passwords';
export { resetPassword } from './reset-password';
export { type CurrentUser, endSession, keptSession, sessionUser } from './sessions';
export { type FirstTenant, isSetUp, isSetupOpen, setUp, setupLink } from './setup';
export { type Attempt, type Counted, countAttempt, TooManyAttempts } from './throttle';
export { startTidying } from './tidying';
export {
  type OpenSession,
  sessionParams,
  sessionsOf,
  signOutElsewhere,
  signOutUser,
} from './user-sessions';
