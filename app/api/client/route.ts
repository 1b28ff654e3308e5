import { jsonRoute } from '@/lib/auth';
import { clientBody, clientOf, renameClient } from '@/lib/directory';

const permission = 'client.manage';

export const GET = jsonRoute({ permission }, ({ user }) => clientOf(user.tenantId));

export const PATCH = jsonRoute({ permission, body: clientBody }, ({ user, body }) =>
  renameClient(user, body),
);
