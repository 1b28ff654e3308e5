import { jsonRoute } from '@/lib/auth';
import { leaveProvider, leavingBody } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'scim.manage', body: leavingBody }, ({ user, body }) =>
  leaveProvider(body.hours, { tenantId: user.tenantId, actor: actorOf(user) }),
);
