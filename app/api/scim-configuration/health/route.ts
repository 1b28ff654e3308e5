import { jsonRoute } from '@/lib/auth';
import { chartedHealth, healthQuery } from '@/lib/connection';

export const GET = jsonRoute({ permission: 'scim.manage', query: healthQuery }, async ({ user, query }) => ({
  charted: await chartedHealth(user.tenantId, query),
}));
