import { auditQuery, listAudit } from '@/lib/audit';
import { jsonRoute } from '@/lib/auth';

export const GET = jsonRoute({ permission: 'activity.view', query: auditQuery }, ({ user, query }) =>
  listAudit(user.tenantId, query),
);
