import type { Metadata } from 'next';
import { ActivityFeed } from '@/components/activity/activity-feed';
import { toJson } from '@/components/query/json';
import { PageHeader } from '@/components/ui/page-header';
import { listActivity } from '@/lib/activity';
import { requirePermission } from '@/lib/auth';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  const user = await requirePermission('activity.view');
  const first = await listActivity(user.tenantId);
  return (
    <>
      <PageHeader
        title="Activity"
        description="What your identity provider and administrators changed, and what was refused. Newest first."
      />
      <ActivityFeed first={toJson(first)} />
    </>
  );
}
