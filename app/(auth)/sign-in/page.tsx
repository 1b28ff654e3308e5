import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AccountTitle } from '@/components/account/account-shell';
import { SignInForm } from '@/components/account/sign-in-form';
import { Alert } from '@/components/ui/alert';
import { currentUser, isSetUp, ownPath } from '@/lib/auth';
import { one, type SearchParams } from '../search-params';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { callbackUrl, notice } = await searchParams;
  const back = ownPath(one(callbackUrl));
  if (await currentUser()) redirect(back);
  return (
    <>
      <AccountTitle title="Sign in" />
      {notice === 'password-set' ? (
        <Alert tone="success" title="Your password is set. Sign in with it." />
      ) : null}
      {(await isSetUp()) ? null : (
        <Alert title="This Muster has no client yet">
          Whoever runs it finds a one-time set-up link on the terminal where it was started.
        </Alert>
      )}
      <SignInForm back={back} />
    </>
  );
}
