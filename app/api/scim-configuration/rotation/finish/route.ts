import { jsonRoute } from '@/lib/auth';
import { finishRotation } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'scim.manage' }, ({ user }) =>
  finishRotation({ tenantId: user.tenantId, actor: actorOf(user) }),
);
