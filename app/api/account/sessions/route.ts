import { jsonRoute, signOutElsewhere } from '@/lib/auth';

export const DELETE = jsonRoute({ permission: null }, ({ user }) => signOutElsewhere(user));
