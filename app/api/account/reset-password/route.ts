import { z } from 'zod';
import { publicJsonRoute, resetPassword } from '@/lib/auth';

const body = z.object({ token: z.string().max(100), password: z.string().max(2000) });

export const POST = publicJsonRoute({ body }, ({ body: { token, password }, address }) =>
  resetPassword(token, password, address),
);
