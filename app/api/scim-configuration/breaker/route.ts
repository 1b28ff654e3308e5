import { jsonRoute } from '@/lib/auth';
import { breakerBody, breakerOf, changeBreaker } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

const permission = 'scim.manage';

export const GET = jsonRoute({ permission }, async ({ user }) => ({
  breaker: await breakerOf(user.tenantId),
}));

export const PATCH = jsonRoute({ permission, body: breakerBody }, ({ user, body }) =>
  changeBreaker(body, { tenantId: user.tenantId, actor: actorOf(user) }),
);
