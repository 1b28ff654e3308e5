import { jsonRoute } from '@/lib/auth';
import { findActivity, foundActivityQuery } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'activity.view', query: foundActivityQuery }, ({ user, query }) =>
  findActivity(user.tenantId, query),
);
