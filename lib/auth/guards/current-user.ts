import { cache } from 'react';
import type { Permission } from '../../access';
import { sessionCookieName, sessionIdOf } from '../sessions/session-cookie';
import { type CurrentUser, sessionUser } from '../sessions/sessions';
import { pathHeader, signInPath } from './own-path';

// `next/headers` and `next/navigation` are loaded where they are used: the server and the operator's command
// import this room, too, and plain Node finds neither.

/** The signed-in user of this request, or null. One read of the database, however often a page asks. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const { cookies } = await import('next/headers');
  const sessionId = await sessionIdOf((await cookies()).get(sessionCookieName())?.value);
  return sessionId === null ? null : sessionUser(sessionId);
});

/** The signed-in user of a page. Without one the browser goes to the sign-in page, and from there back. */
export async function requireUser(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user) return user;
  const { headers } = await import('next/headers');
  const { redirect } = await import('next/navigation');
  return redirect(signInPath((await headers()).get(pathHeader)));
}

/** The signed-in user of a page that takes `permission`; without it the page says that it is forbidden (403). */
export async function requirePermission(permission: Permission): Promise<CurrentUser> {
  const user = await requireUser();
  if (user.permissions.has(permission)) return user;
  const { forbidden } = await import('next/navigation');
  return forbidden();
}
