import { jsonRoute, sessionParams, signOutElsewhere } from '@/lib/auth';

export const DELETE = jsonRoute({ permission: null, params: sessionParams }, ({ user, params }) =>
  signOutElsewhere(user, params.session),
);
