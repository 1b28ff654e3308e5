import { decode, encode } from 'next-auth/jwt';
import { env } from '../../env';
import { cookieSecret } from '../cookie-secret';

/** True where browsers reach Muster over https, so that cookies are sent over nothing else. */
export function isSecure(): boolean {
  return env().MUSTER_URL.startsWith('https://');
}

/**
 * The rule for every cookie that Muster sets: no script reads it, other sites' requests do not carry it, and over https
 * `__Host-` makes browsers refuse it from any other host, for part of the paths, or without https.
 */
export function cookieOf(name: 'session' | 'csrf' | 'callback') {
  const secure = isSecure();
  return {
    name: `${secure ? '__Host-' : ''}muster.${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const;
}

/** The session cookie's name. */
export function sessionCookieName(): string {
  return cookieOf('session').name;
}

/** The session id that a cookie's value carries, or null where the value is none of ours or too old. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: cookieSecret() }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/** The session id in a request's `Cookie` header, or null. */
export function sessionIdIn(request: Request): Promise<string | null> {
  const name = `${sessionCookieName()}=`;
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  return sessionIdOf(cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length));
}

/** The `Set-Cookie` header that puts another session id in the place of the one that the browser has. */
export async function sessionCookie(sessionId: string, seconds: number): Promise<string> {
  const { name, options } = cookieOf('session');
  const value = await encode({ token: { sid: sessionId }, secret: cookieSecret(), maxAge: seconds });
  const secure = options.secure ? '; Secure' : '';
  return `${name}=${value}; Path=${options.path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
