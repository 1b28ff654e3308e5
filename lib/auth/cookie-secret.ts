import { sessionSecret } from '../env-secret';

/** The secret that session cookies are encrypted with, read from its file once per process. */
export function cookieSecret(): string {
  process.env.NEXTAUTH_SECRET ??= sessionSecret();
  return process.env.NEXTAUTH_SECRET;
}
