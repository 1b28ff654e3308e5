import { jsonRoute } from '@/lib/auth';
import { idParams, linkUser } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'scim.manage', params: idParams }, ({ user, params }) =>
  linkUser(user, params.id),
);
