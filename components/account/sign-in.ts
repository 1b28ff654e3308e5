import { signIn as nextAuthSignIn } from 'next-auth/react';
import { ApiError } from '../query/api';

/**
 * Signs in with next-auth and goes to `back`, a path of this site.
 * @throws ApiError with the same words whatever did not fit
 */
export async function signIn(identifier: string, password: string, back: string): Promise<void> {
  const unreachable = new ApiError(0, 'Muster can’t sign you in right now. Try again in a moment.');
  const result = await nextAuthSignIn('credentials', { identifier, password, redirect: false }).catch(() => {
    throw unreachable;
  });
  if (result?.error === 'CredentialsSignin')
    throw new ApiError(401, 'The user name or e-mail address and the password do not fit together.');
  if (result?.status === 429 && result.error) throw new ApiError(429, result.error);
  if (!result?.ok) throw unreachable;
  // A whole new page: everything on it is the user's.
  window.location.assign(back);
}
