import { changePassword, jsonRoute, passwordChangeBody } from '@/lib/auth';

export const PUT = jsonRoute({ permission: null, body: passwordChangeBody }, ({ user, body, address }) =>
  changePassword(user, body, address),
);
