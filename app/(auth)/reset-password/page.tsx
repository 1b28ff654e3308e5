import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountTitle } from '@/components/account/account-shell';
import { ResetPasswordForm } from '@/components/account/reset-password-form';
import { Button } from '@/components/ui/button';
import { findPasswordLink, shortestPassword } from '@/lib/auth';
import { one, type SearchParams } from '../search-params';

export const metadata: Metadata = { title: 'Set a password', referrer: 'no-referrer' };

export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const token = one((await searchParams).token) ?? '';
  const owner = await findPasswordLink(token);
  if (!owner)
    return (
      <>
        <AccountTitle title="This link no longer works">
          It has expired, was used, or a newer one was sent. Links also end when the account changes.
        </AccountTitle>
        <Button asChild>
          <Link href="/forgot-password">Ask for a new link</Link>
        </Button>
      </>
    );
  return (
    <>
      <AccountTitle title="Set a password">
        For <strong className="text-ink">{owner.userName}</strong> at {owner.tenantName}.
      </AccountTitle>
      <ResetPasswordForm token={token} userName={owner.userName} shortest={shortestPassword} />
    </>
  );
}
