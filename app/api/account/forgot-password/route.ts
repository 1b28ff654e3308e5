import { z } from 'zod';
import { forgotPassword, publicJsonRoute } from '@/lib/auth';

const body = z.object({
  identifier: z.string().trim().min(1, 'Enter your user name or e-mail address.').max(320),
});

export const POST = publicJsonRoute({ body }, ({ body: { identifier }, address }) =>
  forgotPassword(identifier, address),
);
