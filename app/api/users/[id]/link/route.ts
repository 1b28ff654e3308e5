import { jsonRoute } from '@/lib/auth';
import { idParams, linkPreview, linkUser } from '@/lib/directory';

export const GET = jsonRoute({ permission: 'scim.manage', params: idParams }, ({ user, params }) =>
  linkPreview(user, params.id),
);

export const POST = jsonRoute({ permission: 'scim.manage', params: idParams }, ({ user, params }) =>
  linkUser(user, params.id),
);
