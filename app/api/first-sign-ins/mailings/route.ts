import { jsonRoute, latestMailing, mailingBody, startMailing } from '@/lib/auth';

const permission = 'users.manage';

export const GET = jsonRoute({ permission }, async ({ user }) => ({
  mailing: await latestMailing(user.tenantId),
}));

export const POST = jsonRoute({ permission, body: mailingBody }, ({ user, body }) =>
  startMailing(user, body),
);
