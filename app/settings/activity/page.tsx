import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ActivityFeed } from '@/components/activity/activity-feed';
import { ActivitySkeleton } from '@/components/activity/activity-skeleton';
import { toJson } from '@/components/query/json';
import { PageHeader } from '@/components/ui/page-header';
import { type CurrentUser, requirePermission } from '@/lib/auth';
import { configurationName } from '@/lib/connection';
import { actingPeople, findActivity, foundActivityFilters } from '@/lib/directory';

export const metadata: Metadata = { title: 'Activity' };

interface ActivityPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function FirstActivity({ user, searchParams }: ActivityPageProps & { user: CurrentUser }) {
  const given = await searchParams;
  // An address that was edited by hand and asks for nothing that there is shows everything.
  const filters = foundActivityFilters.safeParse(given).data ?? foundActivityFilters.parse({});
  const [page, provider, people] = await Promise.all([
    findActivity(user.tenantId, filters),
    configurationName(user.tenantId),
    actingPeople(user.tenantId, filters.person),
  ]);
  const readable = { users: user.permissions.has('users.view'), roles: user.permissions.has('roles.view') };
  return (
    <ActivityFeed filters={filters} page={toJson(page)} who={{ provider, people }} readable={readable} />
  );
}

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const user = await requirePermission('activity.view');
  return (
    <>
      <PageHeader
        title="Activity"
        description="What your identity provider and administrators changed, and what was refused. Newest first."
      />
      <Suspense fallback={<ActivitySkeleton />}>
        <FirstActivity user={user} searchParams={searchParams} />
      </Suspense>
    </>
  );
}
