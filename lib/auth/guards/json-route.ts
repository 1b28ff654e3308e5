import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { labelOf, type Permission } from '../../access';
import { AppError } from '../../app-error';
import { requestAddress } from '../../client-address';
import { DatabaseUnavailable, retryAfterSeconds } from '../../database';
import { log } from '../../log';
import { sessionIdIn } from '../sessions/session-cookie';
import { type CurrentUser, sessionUser } from '../sessions/sessions';
import { TooManyAttempts } from '../throttle/throttle';
import { InputError, parse, queryOf, readBody, refuseOtherSites } from './route-input';

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema, Without> = S extends z.ZodType ? z.output<S> : Without;

/** What a route reads besides the user. A part without a schema is not read (the path: not checked). */
export interface Input<Body extends Schema, Query extends Schema, Params extends Schema> {
  /** The JSON body. */
  readonly body?: Body;
  /** The query string; a name given several times is an array. */
  readonly query?: Query;
  /** The path's parameters; an answer of 404 where they do not fit, such as an id that is no UUID. */
  readonly params?: Params;
}

/** What a route's work is given. */
export interface Given<Body extends Schema, Query extends Schema, Params extends Schema> {
  readonly request: Request;
  /** The address that the request came from; undefined where nobody can know. */
  readonly address: string | undefined;
  readonly body: Parsed<Body, undefined>;
  readonly query: Parsed<Query, undefined>;
  readonly params: Parsed<Params, Record<string, string>>;
}

/** A Next route handler. */
export type Route = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/**
 * A route that answers JSON to a signed-in user who has `permission` (null: to any). What `handle` gives becomes
 * the body (undefined: 204); its AppErrors become `{ error }` with their status, wrong input
 * `{ error, fields }` with 400, a lost database 503 with `Retry-After`; anything else is logged and answered 500
 * without inner text. Each answer names its request in X-Request-Id, and so does the log. Writes from other
 * sites are refused, and bodies that are not JSON.
 */
export function jsonRoute<
  Body extends Schema = undefined,
  Query extends Schema = undefined,
  Params extends Schema = undefined,
>(
  { permission, ...input }: Input<Body, Query, Params> & { readonly permission: Permission | null },
  handle: (given: Given<Body, Query, Params> & { readonly user: CurrentUser }) => Promise<unknown>,
): Route {
  return (request, context) =>
    answered(request, async () => {
      const user = await permittedUser(request, permission);
      return handle({ user, ...(await read(request, context, input)) });
    });
}

/** Like `jsonRoute`, for anybody: the routes that people use before they have signed in. */
export function publicJsonRoute<
  Body extends Schema = undefined,
  Query extends Schema = undefined,
  Params extends Schema = undefined,
>(input: Input<Body, Query, Params>, handle: (given: Given<Body, Query, Params>) => Promise<unknown>): Route {
  return (request, context) => answered(request, async () => handle(await read(request, context, input)));
}

async function permittedUser(request: Request, permission: Permission | null): Promise<CurrentUser> {
  const sessionId = await sessionIdIn(request);
  const user = sessionId === null ? null : await sessionUser(sessionId);
  if (!user) throw new AppError(401, 'Your session has ended. Sign in again.');
  if (permission === null || user.permissions.has(permission)) return user;
  throw new AppError(
    403,
    `This takes the permission “${labelOf(permission)}”. Ask somebody who manages roles for it.`,
  );
}

async function read<Body extends Schema, Query extends Schema, Params extends Schema>(
  request: Request,
  context: Parameters<Route>[1],
  schemas: Input<Body, Query, Params>,
): Promise<Given<Body, Query, Params>> {
  const params = await context.params;
  const checked = schemas.params?.safeParse(params);
  if (checked?.success === false) throw new AppError(404, 'There is nothing at this address.');
  const given = {
    request,
    address: requestAddress(request.headers),
    params: checked ? checked.data : params,
    query: schemas.query && parse(schemas.query, queryOf(request)),
    body: schemas.body && (await readBody(request, schemas.body)),
  };
  // Each member has its schema's output, which the conditional types say and inference cannot follow.
  return given as Given<Body, Query, Params>;
}

async function answered(request: Request, work: () => Promise<unknown>): Promise<Response> {
  const requestId = uuid();
  const answer = await resultOf(request, requestId, work);
  answer.headers.set('x-request-id', requestId);
  return answer;
}

async function resultOf(
  request: Request,
  requestId: string,
  work: () => Promise<unknown>,
): Promise<Response> {
  try {
    refuseOtherSites(request);
    const result = await work();
    if (result instanceof Response) return result;
    return result === undefined ? json(204, undefined) : json(200, result);
  } catch (error) {
    return refusal(request, requestId, error);
  }
}

const retryAfter = (seconds: number) => ({ 'retry-after': String(seconds) });

function refusal(request: Request, requestId: string, error: unknown): Response {
  if (error instanceof InputError) return json(error.status, { error: error.message, fields: error.fields });
  const retry = error instanceof TooManyAttempts ? retryAfter(error.retryAfter) : {};
  if (error instanceof AppError) return json(error.status, { error: error.message }, retry);
  const what = { requestId, method: request.method, path: new URL(request.url).pathname };
  if (error instanceof DatabaseUnavailable) {
    log.error('A request failed.', { ...what, reason: error.message });
    const text = 'Muster is not available at the moment. Try again in a few seconds.';
    return json(503, { error: text }, retryAfter(retryAfterSeconds));
  }
  log.error('A request failed.', { ...what, err: error });
  const text = `Something went wrong in Muster. Try again; if it stays, tell its operator the number ${requestId}.`;
  return json(500, { error: text });
}

function json(status: number, body: unknown, more: HeadersInit = {}): Response {
  const headers = { 'cache-control': 'no-store', ...more };
  return body === undefined
    ? new Response(null, { status, headers })
    : Response.json(body, { status, headers });
}
