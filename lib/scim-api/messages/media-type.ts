import { ScimError } from '../../scim';
import type { ScimAnswer, ScimRequest } from './exchange';

/** The media type of RFC 7644 §3.1. */
export const scimJson = 'application/scim+json';
const plainJson = 'application/json';

/** The media ranges of an Accept header that are not refused by `q=0`. */
function ranges(accept: string): string[] {
  return accept
    .split(',')
    .filter((range) => !/;\s*q\s*=\s*0(\.0*)?\s*(;|$)/i.test(range))
    .map((range) => range.replace(/;.*/s, '').trim().toLowerCase());
}

/**
 * The media type that a client takes answers in (RFC 7644 §3.8): application/scim+json, or application/json where
 * it asked for that alone; undefined where it takes neither.
 */
function acceptedType(request: ScimRequest): string | undefined {
  const accept = request.header('accept');
  if (accept === undefined || accept === scimJson || accept.trim() === '') return scimJson;
  const accepted = new Set(ranges(accept));
  if ([scimJson, 'application/*', '*/*'].some((type) => accepted.has(type))) return scimJson;
  return accepted.has(plainJson) ? plainJson : undefined;
}

/** Refuses a client that takes no kind of answer that there is. @throws ScimError 406 */
export function checkAccept(request: ScimRequest): void {
  if (acceptedType(request) !== undefined) return;
  const detail = `Answers are ${scimJson} or ${plainJson}; the Accept header takes neither.`;
  throw new ScimError(406, undefined, detail);
}

/** The answer in the media type that the client takes; a refusal where it takes none is SCIM's. */
export function inAcceptedType(request: ScimRequest, answer: ScimAnswer): ScimAnswer {
  const { headers } = answer;
  if (headers['Content-Type'] === scimJson && acceptedType(request) === plainJson)
    headers['Content-Type'] = plainJson;
  return answer;
}
