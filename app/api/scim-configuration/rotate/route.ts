import { jsonRoute } from '@/lib/auth';
import { rotate } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'scim.manage' }, ({ user }) =>
  rotate({ tenantId: user.tenantId, actor: actorOf(user) }),
);
