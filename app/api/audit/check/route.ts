import { checkAudit } from '@/lib/audit';
import { jsonRoute } from '@/lib/auth';

export const GET = jsonRoute({ permission: 'activity.view' }, ({ user }) => checkAudit(user.tenantId));
