import type { NextRequest } from 'next/server';
import type { NextAuthOptions } from 'next-auth';
import { AppError } from '../../app-error';
import { requestAddress } from '../../client-address';
import { env } from '../../env';
import { log } from '../../log';
import { cookieSecret } from '../cookie-secret';
import { refuseOtherSites } from '../guards/route-input';
import { cookieOf, isSecure, sessionIdIn } from '../sessions/session-cookie';
import { endSession, longestDays } from '../sessions/sessions';
import { TooManyAttempts } from '../throttle/throttle';
import { signIn } from './sign-in';

type CredentialsProvider = typeof import('next-auth/providers/credentials').default;

/** A request to next-auth, and what its sign-in came to besides the session. */
interface Asked {
  readonly request: NextRequest;
  tooMany?: TooManyAttempts;
}

/** The text of a request's field that next-auth read. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Signs in with what next-auth read of a request. @throws Error with a message that the browser may show */
async function authorize(given: Record<string, unknown> | undefined, asked: Asked) {
  const [identifier, password] = [textOf(given?.identifier), textOf(given?.password)];
  if (identifier === undefined || password === undefined) return null;
  const { request } = asked;
  try {
    const sessionId = await signIn({
      identifier,
      password,
      userAgent: request.headers.get('user-agent') ?? undefined,
      address: requestAddress(request.headers),
      replaces: (await sessionIdIn(request)) ?? undefined,
    });
    return sessionId === null ? null : { id: sessionId };
  } catch (cause) {
    if (cause instanceof TooManyAttempts) {
      asked.tooMany = cause;
      throw new Error(cause.message);
    }
    log.error('A sign-in failed.', { err: cause });
    throw new Error('Unavailable');
  }
}

/**
 * next-auth with our own session rows: its cookie carries a session id and nothing else, and `sessionUser` asks
 * the database on every request whether that session still holds.
 */
function options(credentials: CredentialsProvider, asked: Asked): NextAuthOptions {
  return {
    providers: [
      credentials({
        credentials: { identifier: {}, password: {} },
        authorize: (given) => authorize(given, asked),
      }),
    ],
    secret: cookieSecret(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    session: { strategy: 'jwt', maxAge: longestDays * 86_400 },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: cookieOf('session'),
      csrfToken: cookieOf('csrf'),
      callbackUrl: cookieOf('callback'),
    },
    callbacks: {
      // `user` is there at sign-in only: what `authorize` gave.
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSession(token.sid);
      },
    },
  };
}

/** next-auth's answer to an attempt that came after too many, as HTTP says it. */
function tooManyAnswer({ body, headers }: Response, { retryAfter }: TooManyAttempts): Response {
  const answer = new Response(body, { status: 429, headers });
  answer.headers.set('retry-after', String(retryAfter));
  return answer;
}

/**
 * Answers next-auth's own routes, `/api/auth/*`, by the rules of all others: writes from other sites are refused, and
 * attempts after too many answered 429.
 */
export async function answerNextAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  try {
    refuseOtherSites(request);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ error: error.message }, { status: error.status });
  }
  const [{ default: nextAuth }, { default: credentials }] = await Promise.all([
    import('next-auth'),
    import('next-auth/providers/credentials'),
  ]);
  process.env.NEXTAUTH_URL ??= env().MUSTER_URL;
  const asked: Asked = { request };
  const response: Response = await nextAuth(request, context, options(credentials, asked));
  return asked.tooMany && response.status === 401 ? tooManyAnswer(response, asked.tooMany) : response;
}
