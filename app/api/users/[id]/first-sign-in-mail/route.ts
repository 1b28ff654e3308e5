import { jsonRoute, sendFirstSignInMail } from '@/lib/auth';
import { idParams } from '@/lib/directory';

export const POST = jsonRoute({ permission: 'users.manage', params: idParams }, ({ user, params }) =>
  sendFirstSignInMail(user, params.id),
);
