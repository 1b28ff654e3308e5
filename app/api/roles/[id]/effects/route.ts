import { jsonRoute } from '@/lib/auth';
import { idParams, roleEffects, roleEffectsBody } from '@/lib/directory';

// Changes nothing: what is planned may name a thousand users, which no address holds.
export const POST = jsonRoute(
  { permission: 'roles.manage', params: idParams, body: roleEffectsBody },
  ({ user, params, body }) => roleEffects(user, params.id, body),
);
