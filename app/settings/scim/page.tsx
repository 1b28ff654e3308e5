import type { Metadata } from 'next';
import { toJson } from '@/components/query/json';
import { ScimSettings } from '@/components/scim/scim-settings';
import { PageHeader } from '@/components/ui/page-header';
import { requirePermission } from '@/lib/auth';
import { configurationOf, traffic } from '@/lib/connection';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'SCIM Settings' };

export default async function ScimSettingsPage() {
  const user = await requirePermission('scim.manage');
  const [configuration, requests] = await Promise.all([
    configurationOf(user.tenantId),
    traffic(user.tenantId),
  ]);
  return (
    <>
      <PageHeader
        title="SCIM Settings"
        description="SCIM creates, updates and deactivates user accounts here as your identity provider says, and brings its groups as roles."
      />
      <ScimSettings
        initial={toJson(configuration)}
        initialTraffic={toJson(requests)}
        clientName={user.tenantName}
        supportUrl={env().SUPPORT_URL}
      />
    </>
  );
}
