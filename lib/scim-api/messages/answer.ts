import { retryAfterSeconds } from '../../database';
import type { Read } from '../../directory';
import { type JsonObject, ScimError } from '../../scim';
import { scimHeaders } from '../../security-headers';
import type { ScimAnswer } from './exchange';
import { scimJson } from './media-type';

let always: Record<string, string> | undefined;
let withContent: Record<string, string> | undefined;

/** What every answer says, put together once. */
function common(): Record<string, string> {
  always ??= scimHeaders();
  return always;
}

/** What every answer with a body says, put together once. */
function commonOfContent(): Record<string, string> {
  withContent ??= { 'Content-Type': scimJson, ...common() };
  return withContent;
}

/** A message as an answer. */
export function answer(
  status: number,
  body: JsonObject,
  headers?: Readonly<Record<string, string>>,
): ScimAnswer {
  return textAnswer(status, JSON.stringify(body), headers);
}

/** The JSON text of a message as an answer. */
export function textAnswer(
  status: number,
  body: string | AsyncIterable<string>,
  headers?: Readonly<Record<string, string>>,
): ScimAnswer {
  return { status, headers: Object.assign({ ...commonOfContent() }, headers), body };
}

/** The answer with one resource, whose ETag and address go into the headers, too. */
export function resourceAnswer(
  status: number,
  { version, location }: Read,
  shown: string | AsyncIterable<string>,
): ScimAnswer {
  return textAnswer(status, shown, {
    ETag: version,
    [status === 201 ? 'Location' : 'Content-Location']: location,
  });
}

/** The answer without a body. */
export function empty(status: 204 | 304, headers?: Readonly<Record<string, string>>): ScimAnswer {
  return { status, headers: Object.assign({ ...common() }, headers) };
}

/** The Error message of RFC 7644 §3.12. */
export function refusal(error: ScimError): ScimAnswer {
  return answer(error.status, error.toJSON(), error.headers);
}

/** The answer to what went wrong on this side: nothing of its inside, but the id under which the log tells of it. */
export function failure(requestId: string): ScimAnswer {
  const detail = `The request could not be carried out; nothing was changed. Send it again later. (Request ${requestId})`;
  return refusal(new ScimError(500, undefined, detail));
}

/** The database is not there. A write may have been carried out, or not: only a look tells. */
export function notAvailable(): ScimError {
  const detail = `The service is not available at the moment. Send the request again in ${retryAfterSeconds} seconds; look first whether a change was carried out.`;
  return new ScimError(503, undefined, detail, { 'Retry-After': String(retryAfterSeconds) });
}
