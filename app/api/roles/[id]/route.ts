import { jsonRoute } from '@/lib/auth';
import { deleteRole, editRole, idParams, roleBody, roleEndQuery, rolePage } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'roles.view', params: idParams }, ({ user, params }) =>
  rolePage(user.tenantId, params.id),
);

export const PATCH = jsonRoute(
  { permission: 'roles.manage', params: idParams, body: roleBody },
  ({ user, params, body }) => editRole(user, params.id, body),
);

export const DELETE = jsonRoute(
  { permission: 'roles.manage', params: idParams, query: roleEndQuery },
  ({ user, params, query }) => deleteRole(user, params.id, query.version),
);
