import { jsonRoute, sessionsOf, signOutUser } from '@/lib/auth';
import { idParams } from '@/lib/directory';

const permission = 'users.manage';

export const GET = jsonRoute({ permission, params: idParams }, async ({ user, params }) => ({
  sessions: await sessionsOf(user.tenantId, params.id),
}));

export const DELETE = jsonRoute({ permission, params: idParams }, ({ user, params }) =>
  signOutUser(user, params.id),
);
