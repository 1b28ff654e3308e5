import { jsonRoute } from '@/lib/auth';
import { cancelRotation, rotationBody, startRotation } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

const permission = 'scim.manage';

export const POST = jsonRoute({ permission, body: rotationBody }, ({ user, body }) =>
  startRotation({ tenantId: user.tenantId, actor: actorOf(user), ...body }),
);

export const DELETE = jsonRoute({ permission }, ({ user }) =>
  cancelRotation({ tenantId: user.tenantId, actor: actorOf(user) }),
);
