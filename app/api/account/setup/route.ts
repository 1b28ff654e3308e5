import { z } from 'zod';
import { publicJsonRoute, setUp } from '@/lib/auth';

const body = z.object({
  token: z.string().max(100),
  name: z.string().max(2000),
  adminEmail: z.string().max(2000),
  password: z.string().max(2000),
});

export const POST = publicJsonRoute({ body }, async ({ body: { token, ...first }, address }) => {
  const { adminEmail } = await setUp(token, first, address);
  return { identifier: adminEmail };
});
