import { ScimError } from '../../scim';
import type { ScimRequest } from '../messages/exchange';

/** True where a list of ETags, or `*`, names `version`; weak and strong ones compare alike (RFC 9110 §8.8.3.2). */
function names(header: string, version: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(version));
}

/** Refuses a write whose `If-Match` names another version than the resource has (RFC 7644 §3.14); none without it. */
export function ifMatch(request: ScimRequest): ((version: string) => void) | undefined {
  const header = request.header('if-match');
  if (header === undefined) return undefined;
  return (version) => {
    if (names(header, version)) return;
    const detail = `The resource was changed: its version is ${version}, not ${header.slice(0, 80)}. Read it again.`;
    throw new ScimError(412, undefined, detail);
  };
}

/** True where the client has this version already: `If-None-Match` of a GET (RFC 7644 §3.14). */
export function isKnown(request: ScimRequest, version: string | undefined): boolean {
  const header = request.header('if-none-match');
  return header !== undefined && version !== undefined && names(header, version);
}
