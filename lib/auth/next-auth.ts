import type { NextRequest } from 'next/server';
import type { NextAuthOptions } from 'next-auth';
import { env } from '../env';
import { log } from '../log';
import { cookieSecret, isSecure, sessionCookieName } from './session-cookie';
import { endSession, longestDays } from './sessions';
import { signIn } from './sign-in';

type CredentialsProvider = typeof import('next-auth/providers/credentials').default;

const cookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

function provider(credentials: CredentialsProvider) {
  return credentials({
    credentials: { identifier: {}, password: {} },
    async authorize(given, request) {
      const { identifier, password } = given ?? {};
      if (typeof identifier !== 'string' || typeof password !== 'string') return null;
      const userAgent: unknown = request.headers?.['user-agent'];
      const sessionId = await signIn({
        identifier,
        password,
        userAgent: typeof userAgent === 'string' ? userAgent : undefined,
      }).catch((cause: unknown) => {
        // next-auth shows an error's message to the browser.
        log.error('A sign-in failed.', { err: cause });
        throw new Error('Unavailable');
      });
      return sessionId === null ? null : { id: sessionId };
    },
  });
}

/**
 * next-auth with our own session rows: its cookie carries a session id and nothing else, and `sessionUser` asks
 * the database on every request whether that session still holds.
 */
function options(credentials: CredentialsProvider): NextAuthOptions {
  return {
    providers: [provider(credentials)],
    secret: cookieSecret(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    session: { strategy: 'jwt', maxAge: longestDays * 86_400 },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { ...cookieOptions, secure: isSecure() } },
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

/** Answers next-auth's own routes, `/api/auth/*`. */
export async function answerNextAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const [{ default: nextAuth }, { default: credentials }] = await Promise.all([
    import('next-auth'),
    import('next-auth/providers/credentials'),
  ]);
  process.env.NEXTAUTH_URL ??= env().MUSTER_URL;
  return nextAuth(request, context, options(credentials));
}
