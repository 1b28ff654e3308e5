import { jsonRoute } from '@/lib/auth';
import {
  giveRole,
  idParams,
  roleMembers,
  roleMembersBody,
  roleMembersQuery,
  takeRole,
} from '@/lib/directory';

export const GET = jsonRoute(
  { permission: 'roles.view', params: idParams, query: roleMembersQuery },
  ({ user, params, query }) => roleMembers(user.tenantId, params.id, query),
);

export const POST = jsonRoute(
  { permission: 'roles.manage', params: idParams, body: roleMembersBody },
  ({ user, params, body }) => giveRole(user, params.id, body.users, body.version),
);

export const DELETE = jsonRoute(
  { permission: 'roles.manage', params: idParams, body: roleMembersBody },
  ({ user, params, body }) => takeRole(user, params.id, body.users, body.version),
);
