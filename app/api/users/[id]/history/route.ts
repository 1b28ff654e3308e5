import { historyQuery } from '@/lib/activity';
import { jsonRoute } from '@/lib/auth';
import { historyOf, idParams } from '@/lib/directory';

export const GET = jsonRoute(
  { permission: 'activity.view', params: idParams, query: historyQuery },
  ({ user, params, query }) => historyOf(user.tenantId, params.id, query),
);
