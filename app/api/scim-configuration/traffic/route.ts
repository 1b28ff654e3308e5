import { jsonRoute } from '@/lib/auth';
import { traffic } from '@/lib/connection';

export const GET = jsonRoute({ permission: 'scim.manage' }, async ({ user }) => ({
  requests: await traffic(user.tenantId),
}));
