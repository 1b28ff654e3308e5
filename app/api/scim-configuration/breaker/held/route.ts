import { jsonRoute } from '@/lib/auth';
import { decideHeld, decisionBody, heldPage, heldQuery } from '@/lib/connection';
import { actorOf } from '@/lib/directory';

const permission = 'scim.manage';

export const GET = jsonRoute({ permission, query: heldQuery }, ({ user, query }) =>
  heldPage(user.tenantId, query),
);

export const POST = jsonRoute({ permission, body: decisionBody }, ({ user, body }) =>
  decideHeld(body.decision, { tenantId: user.tenantId, actor: actorOf(user) }),
);
