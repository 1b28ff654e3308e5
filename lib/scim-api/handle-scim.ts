import { AppError } from '../app-error';
import { type Connection, scimUri } from '../connection';
import { notFound, ScimError } from '../scim';
import { failure, refusal } from './answer';
import type { Carry } from './bulk-endpoint';
import { callerOf, Unauthenticated } from './caller';
import { recordRefusal } from './refused-requests';
import { type Destination, route } from './route';

const prefix = '/scim/v2';

/**
 * Answers a request to the SCIM service (RFC 7644), whichever door it came through: authenticates it, carries
 * it out, and turns whatever is thrown into the Error message of §3.12.
 */
export async function handleScim(request: Request): Promise<Response> {
  return answered(request, async (to) => {
    const caller = await callerOf(request);
    return carryOut(request, to, caller);
  });
}

/** Carries out an authenticated request; the parts of a bulk request come here one by one. */
function carryOut(request: Request, to: Destination, caller: Connection): Promise<Response> {
  const carry: Carry = (path, init) => {
    const part = new Request(`http://bulk${prefix}${path}`, init);
    return answered(part, (destination) => route(part, destination, caller, carry), caller);
  };
  return answered(request, () => route(request, to, caller, carry), caller);
}

/** Makes an answer of whatever `work` throws. A refusal is recorded where it is known whom it concerns. */
async function answered(
  request: Request,
  work: (to: Destination) => Promise<Response>,
  caller?: Connection,
): Promise<Response> {
  let path = '';
  try {
    const to = destination(request);
    path = `/${to.segments.join('/')}`;
    return await work(to);
  } catch (thrown) {
    const error = refusalOf(thrown);
    if (!error) {
      console.error(`${request.method} ${prefix}${path} failed:`, thrown);
      return failure();
    }
    const connection = error instanceof Unauthenticated ? error.connection : caller;
    if (connection) await recordRefusal(request, path, connection, error);
    return refusal(error);
  }
}

/** What was thrown, if it is a refusal. The rules of the house, such as the last manager's, refuse as 403. */
function refusalOf(thrown: unknown): ScimError | undefined {
  if (thrown instanceof ScimError) return thrown;
  if (thrown instanceof AppError) return new ScimError(403, undefined, thrown.message);
  return undefined;
}

function destination(request: Request): Destination {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== prefix && !pathname.startsWith(`${prefix}/`))
    throw notFound(`The SCIM URI ends in ${prefix}.`);
  const segments = pathname.slice(prefix.length).split('/').filter(Boolean);
  return { base: scimUri(), segments: segments.map(decoded), parameters: searchParams };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
