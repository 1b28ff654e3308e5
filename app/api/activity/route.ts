import { activityQuery, listActivity } from '@/lib/activity';
import { jsonRoute } from '@/lib/auth';

export const GET = jsonRoute({ permission: 'activity.view', query: activityQuery }, ({ user, query }) =>
  listActivity(user.tenantId, query),
);
