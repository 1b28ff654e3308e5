import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ActivityFeed } from '@/components/activity/activity-feed';
import { ActivitySkeleton } from '@/components/activity/activity-skeleton';
import { toJson } from '@/components/query/json';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { listActivity } from '@/lib/activity';
import { requirePermission } from '@/lib/auth';

export const metadata: Metadata = { title: 'Activity' };

async function FirstActivity({ tenantId }: { tenantId: string }) {
  return <ActivityFeed first={toJson(await listActivity(tenantId))} />;
}

export default async function ActivityPage() {
  const user = await requirePermission('activity.view');
  return (
    <>
      <PageHeader
        title="Activity"
        description="What your identity provider and administrators changed, and what was refused. Newest first."
      />
      <Suspense
        fallback={
          <Card className="mt-20">
            <ActivitySkeleton />
          </Card>
        }
      >
        <FirstActivity tenantId={user.tenantId} />
      </Suspense>
    </>
  );
}
