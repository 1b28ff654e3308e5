export { serveScim } from './doors/node-door';
export { handleScim } from './doors/web-door';
export { isForScim } from './messages/wrong-path';
