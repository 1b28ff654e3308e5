import { jsonRoute } from '@/lib/auth';
import { editUser, idParams, userBody, userWithDetails } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'users.view', params: idParams }, ({ user, params }) =>
  userWithDetails(user, params.id),
);

export const PATCH = jsonRoute(
  { permission: 'users.manage', params: idParams, body: userBody },
  ({ user, params, body }) => editUser(user, params.id, body),
);
