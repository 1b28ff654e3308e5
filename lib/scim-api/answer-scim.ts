import { AppError } from '../app-error';
import { type Connection, scimUri } from '../connection';
import { invalidVers, notFound, ScimError } from '../scim';
import { failure, refusal } from './answer';
import { callerOf, Unauthenticated } from './caller';
import { checkAccept, inAcceptedType } from './media-type';
import { recordRefusal } from './refused-requests';
import { type Destination, route } from './route';

const prefix = '/scim/v2';

/**
 * Answers a request to the SCIM service (RFC 7644), whichever door it came through: authenticates it, carries
 * it out, and turns whatever is thrown into the Error message of §3.12.
 */
export async function handleScim(request: Request): Promise<Response> {
  return inAcceptedType(request, await answered(request, () => callerOf(request)));
}

/** Carries out a request, or one part of a bulk request, for whom `authenticate` finds. */
async function answered(request: Request, authenticate: () => Promise<Connection>): Promise<Response> {
  let path = '';
  let caller: Connection | undefined;
  try {
    const to = destination(request);
    path = `/${to.segments.join('/')}`;
    const known = await authenticate();
    caller = known;
    checkAccept(request);
    return await route(request, to, known, (part, init) =>
      answered(new Request(`http://bulk${prefix}${part}`, init), async () => known),
    );
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
  if (pathname !== prefix && !pathname.startsWith(`${prefix}/`)) {
    const refuse = /^\/scim\/v\d/i.test(pathname) ? invalidVers : notFound;
    throw refuse(`This service speaks SCIM 2.0: the SCIM URI ends in ${prefix}.`);
  }
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
