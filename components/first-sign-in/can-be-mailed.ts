import type { FirstSignIn } from '@/lib/auth';

type Person = Pick<FirstSignIn, 'stage' | 'email' | 'hasPassword'>;

/** True of somebody who can be sent the mail for the first sign-in. */
export function canBeMailed({ stage, email, hasPassword }: Person): boolean {
  return stage !== 'signed-in' && email !== null && !hasPassword;
}
