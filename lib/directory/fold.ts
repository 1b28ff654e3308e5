// The key under which names are compared, in SCIM filters and in the directory's indexes alike.
export { fold } from '../scim';
