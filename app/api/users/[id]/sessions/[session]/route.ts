import { jsonRoute, sessionParams, signOutUser } from '@/lib/auth';
import { idParams } from '@/lib/directory';

const params = idParams.extend(sessionParams.shape);

export const DELETE = jsonRoute({ permission: 'users.manage', params }, ({ user, params: { id, session } }) =>
  signOutUser(user, id, session),
);
