import { jsonRoute, latestRound, roundBody, startRound } from '@/lib/auth';

const permission = 'users.manage';

export const GET = jsonRoute({ permission }, async ({ user }) => ({
  round: await latestRound(user.tenantId),
}));

export const POST = jsonRoute({ permission, body: roundBody }, ({ user, body }) => startRound(user, body));
