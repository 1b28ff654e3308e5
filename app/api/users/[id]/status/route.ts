import { jsonRoute } from '@/lib/auth';
import { deactivateUser, idParams, reactivateUser, userStatusBody } from '@/lib/directory';

export const PUT = jsonRoute(
  { permission: 'users.manage', params: idParams, body: userStatusBody },
  ({ user, params, body }) => (body.active ? reactivateUser : deactivateUser)(user, params.id),
);
