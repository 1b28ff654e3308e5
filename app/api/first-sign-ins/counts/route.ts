import { countFirstSignIns, jsonRoute, waitingQuery } from '@/lib/auth';

const query = waitingQuery.pick({ days: true });

export const GET = jsonRoute({ permission: 'users.view', query }, ({ user, query: { days } }) =>
  countFirstSignIns(user.tenantId, days),
);
