export { isForScim } from './doors/is-for-scim';
export { serveScim } from './doors/node-door';
export { handleScim } from './doors/web-door';
