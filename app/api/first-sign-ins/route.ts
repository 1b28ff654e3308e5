import { firstSignInQuery, jsonRoute, listFirstSignIns } from '@/lib/auth';

export const GET = jsonRoute({ permission: 'users.view', query: firstSignInQuery }, ({ user, query }) =>
  listFirstSignIns(user.tenantId, query),
);
