import { jsonRoute } from '@/lib/auth';
import { changeKey, keyBody } from '@/lib/connection';
import { actorOf, idParams } from '@/lib/directory';

export const PATCH = jsonRoute(
  { permission: 'scim.manage', body: keyBody, params: idParams },
  ({ user, body, params }) =>
    changeKey({ tenantId: user.tenantId, actor: actorOf(user), keyId: params.id, ...body }),
);
