import { jsonRoute } from '@/lib/auth';
import { createRole, listRoles, newRoleBody, roleListQuery } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'roles.view', query: roleListQuery }, ({ user, query }) =>
  listRoles(user.tenantId, query),
);

export const POST = jsonRoute({ permission: 'roles.manage', body: newRoleBody }, ({ user, body }) =>
  createRole(user, body),
);
