import type { Metadata } from 'next';
import { AccountTitle } from '@/components/account/account-shell';
import { ForgotPasswordForm } from '@/components/account/forgot-password-form';
import { passwordLinkMinutes } from '@/lib/auth';

export const metadata: Metadata = { title: 'Forgot password' };

export default function ForgotPasswordPage() {
  return (
    <>
      <AccountTitle title="Forgot password">
        Signing in for the first time, or forgot your password? You get a link by e-mail to set one.
      </AccountTitle>
      <ForgotPasswordForm minutes={passwordLinkMinutes} />
    </>
  );
}
