import { type JsonObject, ScimError } from '../scim';
import { scimJson } from './media-type';

/** A message as the body of a response. A resource's ETag and address go into the headers, too. */
export function answer(status: number, body: JsonObject, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': scimJson, 'Cache-Control': 'no-store', ...headers },
  });
}

/** The answer with one resource. */
export function resourceAnswer(status: number, whole: JsonObject, shown: JsonObject): Response {
  const { location, version } = metaOf(whole);
  return answer(status, shown, {
    ...(version && { ETag: version }),
    ...(location && { [status === 201 ? 'Location' : 'Content-Location']: location }),
  });
}

/** The ETag and address that a resource tells of itself. */
export function metaOf({ meta }: JsonObject): { location?: string; version?: string } {
  const { location, version } = meta as { location?: string; version?: string };
  return { location, version };
}

/** The answer without a body. */
export function empty(status: 204 | 304, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** The Error message of RFC 7644 §3.12. */
export function refusal(error: ScimError): Response {
  return answer(error.status, error.toJSON(), error.headers);
}

/** The answer to what went wrong on this side: nothing of its inside. */
export function failure(): Response {
  const detail = 'The request could not be carried out; nothing was changed. Send it again later.';
  return refusal(new ScimError(500, undefined, detail));
}
