import type { Metadata } from 'next';
import Link from 'next/link';
import { AccountTitle } from '@/components/account/account-shell';
import { SetupForm } from '@/components/account/setup-form';
import { Button } from '@/components/ui/button';
import { isSetupOpen, shortestPassword } from '@/lib/auth';
import { one, type SearchParams } from '../search-params';

export const metadata: Metadata = { title: 'Set up Muster', referrer: 'no-referrer' };

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const token = one((await searchParams).token) ?? '';
  if (!(await isSetupOpen(token)))
    return (
      <>
        <AccountTitle title="The set-up is closed">
          It opens only with the set-up link from the terminal where Muster was started, and only while there
          is no client yet.
        </AccountTitle>
        <Button asChild>
          <Link href="/sign-in">Go to sign-in</Link>
        </Button>
      </>
    );
  return (
    <>
      <AccountTitle title="Set up Muster">
        Create the first client and yourself as its administrator. This link works once.
      </AccountTitle>
      <SetupForm token={token} shortest={shortestPassword} />
    </>
  );
}
