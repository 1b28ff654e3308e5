import { changePassword, jsonRoute, keptSession, passwordChangeBody } from '@/lib/auth';

export const PUT = jsonRoute(
  { permission: null, body: passwordChangeBody },
  async ({ user, body, address }) => keptSession(await changePassword(user, body, address)),
);
