import { AppError } from '../../app-error';
import { type Admission, type Connection, StaleAdmission } from '../../connection';
import { DatabaseUnavailable } from '../../database';
import { log } from '../../log';
import { ScimError } from '../../scim';
import { callerOf, Unauthenticated } from '../admission/caller';
import { Visit } from '../admission/visit';
import { type Destination, destination } from '../endpoints/destination';
import { route } from '../endpoints/route';
import { failure, notAvailable, refusal } from '../messages/answer';
import {
  ClientLeft,
  type Received,
  type Report,
  type ScimAnswer,
  type ScimRequest,
} from '../messages/exchange';
import { TooLongAddress } from '../messages/limits';
import { checkAccept, inAcceptedType } from '../messages/media-type';
import { TakenRequest } from '../messages/taken-request';
import { prefix, WrongPath } from '../messages/wrong-path';
import { noteExchange } from '../notes/note-exchange';
import { recordRefusal } from '../notes/refused-requests';

/** Finds who sent a request; `fresh` where what was remembered of the key is out of date. */
type Authenticate = (how?: { readonly fresh: boolean }) => Promise<Admission>;

/**
 * Answers a request to the SCIM service (RFC 7644), whichever door it came through: authenticates it, carries
 * it out, and turns whatever is thrown into the Error message of §3.12. Here a request gets the id that its answer,
 * its activity and the log share.
 */
export async function answerScim(request: ScimRequest): Promise<ScimAnswer> {
  const began = performance.now();
  const received = new TakenRequest(request);
  const answer = inAcceptedType(request, await visited(received));
  answer.headers['X-Request-Id'] = received.report.id;
  noteExchange(received, answer, performance.now() - began);
  return answer;
}

async function visited(request: Received): Promise<ScimAnswer> {
  const visit = new Visit(request);
  try {
    return await answered(request, (how) => visit.begin(how));
  } finally {
    visit.over();
  }
}

/** Carries out a request, or one part of a bulk request, for whom `authenticate` finds. */
async function answered(request: Received, authenticate: Authenticate): Promise<ScimAnswer> {
  let caller: Connection | undefined;
  try {
    const to = destination(request);
    for (let fresh = false; ; fresh = true) {
      const admission = await authenticate({ fresh });
      caller = admission.connection;
      // It may have waited for its turn for long: work for nobody would keep others waiting.
      if (request.left?.()) throw new ClientLeft('The client left before anything was done.');
      const answer = await admitted(request, to, admission).catch((thrown) => {
        // What was remembered of the key is out of date: it is looked up, and maybe refused.
        if (!(thrown instanceof StaleAdmission)) throw thrown;
      });
      if (answer) return answer;
      caller = undefined;
    }
  } catch (thrown) {
    return refused(request, thrown, caller ?? (await senderOf(thrown, authenticate)));
  }
}

/** The answer to a request that was not carried out. */
async function refused(request: Received, thrown: unknown, caller?: Connection): Promise<ScimAnswer> {
  const { report, method, path } = request;
  const error = refusalOf(thrown);
  report.caller = thrown instanceof ClientLeft ? undefined : (caller ?? report.caller);
  if (error) {
    if (caller) await recordRefusal(request, caller, error);
    if (error.status === 429) noteLimited(report);
    return refusal(error);
  }
  if (thrown instanceof ClientLeft) return failure(report.id);
  const lost = thrown instanceof DatabaseUnavailable;
  const why = lost ? { reason: thrown.message } : { err: thrown };
  log.error('A request failed.', { requestId: report.id, method, path, ...why });
  report.problem ??= 'failed';
  return lost ? { ...refusal(notAvailable()), lost } : failure(report.id);
}

/** Limits tell by themselves that they refused, and what they refuse is not kept. */
function noteLimited(report: Report): void {
  report.problem = 'limited';
  report.tooMany = true;
}

/** Whose key a request came with that was refused before that was looked at, or because of it. */
async function senderOf(thrown: unknown, authenticate: Authenticate): Promise<Connection | undefined> {
  if (thrown instanceof Unauthenticated) return thrown.connection;
  if (!(thrown instanceof WrongPath || thrown instanceof TooLongAddress)) return undefined;
  try {
    const admission = await authenticate();
    await admission.confirm();
    return admission.connection;
  } catch (error) {
    return error instanceof Unauthenticated ? error.connection : undefined;
  }
}

/** Carries out a request. No answer, a refusal neither, leaves before the key has been confirmed. */
async function admitted(request: Received, to: Destination, admission: Admission): Promise<ScimAnswer> {
  const carry = (part: ScimRequest) =>
    answered({ ...part, path: prefix + part.path, report: request.report }, async (how) =>
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
