import { jsonRoute } from '@/lib/auth';
import { createUser, listUsers, newUserBody, userListQuery } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'users.view', query: userListQuery }, ({ user, query }) =>
  listUsers(user.tenantId, query),
);

export const POST = jsonRoute({ permission: 'users.manage', body: newUserBody }, ({ user, body }) =>
  createUser(user, body),
);
