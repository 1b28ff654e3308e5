export { endAccess } from '../directory';
export { currentUser, requirePermission, requireUser } from './current-user';
export { type Given, type Input, jsonRoute, publicJsonRoute, type Route } from './json-route';
export { ownPath, signInPath } from './own-path';
export { createPasswordLink, passwordLinkMinutes } from './password-links';
export { checkPassword, hashPassword, shortestPassword } from './passwords';
export { type CurrentUser, endSession, sessionUser } from './sessions';
