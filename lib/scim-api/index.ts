export { serveScim } from './node-door';
export { handleScim } from './web-door';
export { isForScim } from './wrong-path';
