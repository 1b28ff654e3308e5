export { backgroundEnded } from './background';
export { currentUser, requirePermission, requireUser } from './current-user';
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
export { type CurrentUser, endSession, sessionUser } from './sessions';
export { type FirstTenant, isSetUp, isSetupOpen, setUp, setupLink } from './setup';
export { type Attempt, type Counted, countAttempt, TooManyAttempts } from './throttle';
export { endTidying, startTidying } from './tidying';
