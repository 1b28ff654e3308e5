import { jsonRoute } from '@/lib/auth';
import { idParams, rolePermissionsBody, setRolePermissions } from '@/lib/directory';

export const PUT = jsonRoute(
  { permission: 'roles.manage', params: idParams, body: rolePermissionsBody },
  ({ user, params, body }) => setRolePermissions(user, params.id, body.permissions, body.version),
);
