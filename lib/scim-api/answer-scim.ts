import { AppError } from '../app-error';
import { type Admission, type Connection, StaleAdmission, scimUri, withoutKeys } from '../connection';
import { DatabaseUnavailable } from '../database';
import { invalidVers, notFound, ScimError } from '../scim';
import { failure, notAvailable, refusal } from './answer';
import { callerOf, Unauthenticated } from './caller';
import { ClientLeft, type ScimAnswer, type ScimRequest } from './exchange';
import { failureText } from './failure-text';
import { checkAddress } from './limits';
import { checkAccept, inAcceptedType } from './media-type';
import { recordRefusal } from './refused-requests';
import { type Destination, route } from './route';
import { Visit } from './visit';

const prefix = '/scim/v2';

/** Finds who sent a request; `fresh` where what was remembered of the key is out of date. */
type Authenticate = (how?: { readonly fresh: boolean }) => Promise<Admission>;

/**
 * Answers a request to the SCIM service (RFC 7644), whichever door it came through: authenticates it, carries
 * it out, and turns whatever is thrown into the Error message of §3.12.
 */
export async function answerScim(request: ScimRequest): Promise<ScimAnswer> {
  const once = withBodyKept(request);
  const visit = new Visit(once);
  try {
    return inAcceptedType(request, await answered(once, (how) => visit.begin(how)));
  } finally {
    visit.over();
  }
}

/** Carries out a request, or one part of a bulk request, for whom `authenticate` finds. */
async function answered(request: ScimRequest, authenticate: Authenticate): Promise<ScimAnswer> {
  let path = request.path.slice(prefix.length);
  let caller: Connection | undefined;
  try {
    const to = destination(request);
    path = `/${to.segments.join('/')}`;
    for (let fresh = false; ; fresh = true) {
      const admission = await authenticate({ fresh });
      caller = admission.connection;
      const answer = await admitted(request, to, admission).catch((thrown) => {
        // What was remembered of the key is out of date: it is looked up, and maybe refused.
        if (!(thrown instanceof StaleAdmission)) throw thrown;
      });
      if (answer) return answer;
      caller = undefined;
    }
  } catch (thrown) {
    const error = refusalOf(thrown);
    if (!error) return failed(request, path, thrown);
    const connection = error instanceof Unauthenticated ? error.connection : caller;
    if (connection) await recordRefusal(request, path, connection, error);
    return refusal(error);
  }
}

/** Answers what went wrong on this side, and logs it. */
function failed({ method }: ScimRequest, path: string, thrown: unknown): ScimAnswer {
  if (thrown instanceof ClientLeft) return failure();
  const lost = thrown instanceof DatabaseUnavailable;
  const text = lost ? thrown.message : failureText(thrown);
  console.error(withoutKeys(`${method} ${prefix}${path} failed:`), text);
  if (lost) return refusal(notAvailable());
  return failure();
}

/** Carries out a request. No answer, a refusal neither, leaves before the key has been confirmed. */
async function admitted(request: ScimRequest, to: Destination, admission: Admission): Promise<ScimAnswer> {
  const carry = (part: ScimRequest) =>
    answered({ ...part, path: prefix + part.path }, async (how) =>
      how?.fresh ? callerOf(request, how) : admission.again(),
    );
  try {
    checkAccept(request);
    const answer = await route(request, to, admission, carry);
    await admission.confirm();
    return answer;
  } catch (thrown) {
    if (refusalOf(thrown)) await admission.confirm();
    throw thrown;
  }
}

/** What was thrown, if it is a refusal. The rules of the house, such as the last manager's, refuse as 403. */
function refusalOf(thrown: unknown): ScimError | undefined {
  if (thrown instanceof ScimError) return thrown;
  if (thrown instanceof AppError) return new ScimError(403, undefined, thrown.message);
  return undefined;
}

function destination({ path, query }: ScimRequest): Destination {
  checkAddress({ path, query });
  if (path !== prefix && !path.startsWith(`${prefix}/`)) {
    const refuse = /^\/scim\/v\d/i.test(path) ? invalidVers : notFound;
    throw refuse(`This service speaks SCIM 2.0: the SCIM URI ends in ${prefix}.`);
  }
  const segments = path.slice(prefix.length).split('/').filter(Boolean);
  return { base: scimUri(), segments: segments.map(decoded), parameters: new URLSearchParams(query) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The request with a body that can be read again. */
function withBodyKept(request: ScimRequest): ScimRequest {
  let body: Promise<Uint8Array | undefined> | undefined;
  const bytes = (most: number) => {
    body ??= request.bytes(most);
    return body;
  };
  return { ...request, bytes };
}
