import { jsonRoute } from '@/lib/auth';
import { newKeyBody, rotate } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'scim.manage', body: newKeyBody }, ({ user, body }) =>
  rotate({ tenantId: user.tenantId, actor: actorOf(user), ...body }),
);
