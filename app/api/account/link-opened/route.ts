import { z } from 'zod';
import { noteLinkOpened, publicJsonRoute } from '@/lib/auth';

const body = z.object({ token: z.string().max(100) });

export const POST = publicJsonRoute({ body }, ({ body: { token } }) => noteLinkOpened(token));
