import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FirstSignInTracker } from '@/components/first-sign-in/first-sign-in-tracker';
import { toJson } from '@/components/query/json';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { PageHeader } from '@/components/ui/page-header';
import { UsersTabs } from '@/components/users/users-tabs';
import {
  countFirstSignIns,
  firstLinkDays,
  firstSignInQuery,
  latestRound,
  listFirstSignIns,
  requirePermission,
} from '@/lib/auth';

export const metadata: Metadata = { title: 'First sign-in' };

interface FirstSignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface PeopleProps extends FirstSignInPageProps {
  tenantId: string;
  canManage: boolean;
}

async function People({ tenantId, canManage, searchParams }: PeopleProps) {
  // An address that was edited by hand and asks for nothing that there is shows everybody who waits.
  const { stage, days = 0, address } = firstSignInQuery.safeParse(await searchParams).data ?? {};
  const counts = await countFirstSignIns(tenantId, days);
  const [page, round] = await Promise.all([
    listFirstSignIns(tenantId, { stage, days, address }),
    canManage ? latestRound(tenantId) : undefined,
  ]);
  const filters = {
    stage: stage === 'waiting' ? undefined : stage,
    days: days > 0 ? String(days) : undefined,
    address,
  };
  const first = { filters, counts, page: toJson(page), round: round && toJson(round) };
  return <FirstSignInTracker first={first} canManage={canManage} linkDays={firstLinkDays} />;
}

export default async function FirstSignInPage({ searchParams }: FirstSignInPageProps) {
  const user = await requirePermission('users.view');
  const canManage = user.permissions.has('users.manage');
  return (
    <>
      <PageHeader
        title="Users"
        description="Who has an account and has not been here yet, and how far each of them has come."
      />
      <UsersTabs />
      <Suspense fallback={<ListSkeleton what="people" />}>
        <People tenantId={user.tenantId} canManage={canManage} searchParams={searchParams} />
      </Suspense>
    </>
  );
}
