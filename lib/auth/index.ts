export { backgroundEnded, endBackground } from './background';
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
export { currentUser, requirePermission, requireUser } from './guards/current-user';
export { type Given, type Input, jsonRoute, publicJsonRoute, type Route } from './guards/json-route';
export { ownPath, signInPath } from './guards/own-path';
export { changePassword, type PasswordChange, passwordChangeBody } from './passwords/change-password';
export {
  createPasswordLink,
  findPasswordLink,
  type PasswordLinkOwner,
  passwordLinkMinutes,
} from './passwords/password-links';
export { checkPassword, hashPassword, shortestPassword } from './passwords/passwords';
export { resetPassword } from './passwords/reset-password';
export { type CurrentUser, endSession, keptSession, sessionUser } from './sessions/sessions';
export {
  type OpenSession,
  sessionParams,
  sessionsOf,
  signOutElsewhere,
  signOutUser,
} from './sessions/user-sessions';
export { forgotPassword } from './sign-in/forgot-password';
export { answerNextAuth } from './sign-in/next-auth';
export { type FirstTenant, isSetUp, isSetupOpen, setUp, setupLink } from './sign-in/setup';
export { type Attempt, type Counted, countAttempt, TooManyAttempts } from './throttle/throttle';
export { startTidying } from './throttle/tidying';
