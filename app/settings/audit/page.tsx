import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AuditCheckCard, AuditCheckSkeleton } from '@/components/audit/audit-check';
import { AuditTrail } from '@/components/audit/audit-trail';
import { ExportButtons } from '@/components/audit/export-buttons';
import { toJson } from '@/components/query/json';
import { PageHeader } from '@/components/ui/page-header';
import { checkAudit, listAudit } from '@/lib/audit';
import { requirePermission } from '@/lib/auth';

export const metadata: Metadata = { title: 'Audit trail' };

async function FirstCheck({ tenantId }: { tenantId: string }) {
  return <AuditCheckCard first={toJson(await checkAudit(tenantId))} />;
}

export default async function AuditPage() {
  const { tenantId } = await requirePermission('activity.view');
  return (
    <>
      <PageHeader
        title="Audit trail"
        description="What administrators and operators did. Entries are kept for good, and nobody can change one without its showing."
        actions={<ExportButtons />}
      />
      <Suspense fallback={<AuditCheckSkeleton />}>
        <FirstCheck tenantId={tenantId} />
      </Suspense>
      <AuditTrail first={toJson(await listAudit(tenantId))} />
    </>
  );
}
