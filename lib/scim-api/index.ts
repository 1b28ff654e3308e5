export { handleScim } from './handle-scim';
