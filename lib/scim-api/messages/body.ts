import { invalidSyntax, ScimError } from '../../scim';
import type { ScimRequest } from './exchange';
import { checkShape, maxBodyBytes } from './limits';

const accepted = /^application\/(scim\+)?json\s*(;|$)/i;

/**
 * Reads a request's JSON body: UTF-8, up to 1 MiB, refused before it is read whole, not too deep and not too wide.
 * @throws ScimError 413, 415 or 400 invalidSyntax
 */
export async function readBody(request: ScimRequest): Promise<unknown> {
  checkType(request);
  if (saysTooLong(request)) throw tooLarge();
  const bytes = await request.bytes(maxBodyBytes);
  if (!bytes) throw tooLarge();
  const text = decode(bytes);
  if (text.trim() === '') throw invalidSyntax('The request needs a body: a JSON object.');
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidSyntax(`The body is no JSON${placeOf(error)}.`);
  }
}

const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** Whether `readBody` will want to read something of a request. */
export function bringsBody(request: ScimRequest): boolean {
  return withBody.has(request.method) && !saysTooLong(request);
}

/**
 * Waits until a request's body is there. What is wrong with it, or with the line that it comes on, is told to whoever
 * reads it then.
 */
export async function bodyArrived(request: ScimRequest): Promise<void> {
  await request.bytes(maxBodyBytes).catch(() => {});
}

const saysTooLong = (request: ScimRequest): boolean =>
  Number(request.header('content-length') ?? 0) > maxBodyBytes;

function checkType(request: ScimRequest): void {
  const type = request.header('content-type');
  if (type !== undefined && !accepted.test(type)) {
    const detail = `The body must be application/scim+json or application/json, not "${type.slice(0, 80)}".`;
    throw new ScimError(415, undefined, detail);
  }
  const coding = request.header('content-encoding') ?? '';
  if (coding === '' || coding.toLowerCase() === 'identity') return;
  const detail = `The body must come as it is, without the Content-Encoding "${coding.slice(0, 80)}".`;
  throw new ScimError(415, undefined, detail, { 'Accept-Encoding': 'identity' });
}

/** Where JSON.parse stopped, as far as it says so. The rest of its message quotes the body: maybe a password. */
function placeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('Unexpected end')) return ': it ends too early';
  const [place] = /at position \d+/.exec(message) ?? [];
  return place ? `: it does not parse ${place}` : '';
}

function tooLarge(): ScimError {
  return new ScimError(413, undefined, `The body is larger than ${maxBodyBytes} bytes: send less at a time.`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidSyntax('The body must be encoded as UTF-8.');
  }
}
