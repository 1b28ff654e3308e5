import { jsonRoute } from '@/lib/auth';
import {
  changeConfiguration,
  configurationBody,
  configurationOf,
  connect,
  providerBody,
  removalBody,
  remove,
} from '@/lib/connection';
import { actorOf } from '@/lib/directory';

const permission = 'scim.manage';

export const GET = jsonRoute({ permission }, async ({ user }) => ({
  configuration: await configurationOf(user.tenantId),
}));

export const POST = jsonRoute({ permission, body: providerBody }, ({ user, body }) =>
  connect({ tenantId: user.tenantId, actor: actorOf(user), provider: body.provider }),
);

export const PATCH = jsonRoute({ permission, body: configurationBody }, ({ user, body }) =>
  changeConfiguration({ tenantId: user.tenantId, actor: actorOf(user), ...body }),
);

export const DELETE = jsonRoute({ permission, body: removalBody }, ({ user, body }) =>
  remove({ tenantId: user.tenantId, actor: actorOf(user), users: body.users }),
);
