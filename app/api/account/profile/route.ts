import { jsonRoute } from '@/lib/auth';
import { editOwnNames, ownNamesBody } from '@/lib/directory';

export const PATCH = jsonRoute({ permission: null, body: ownNamesBody }, ({ user, body }) =>
  editOwnNames(user, body),
);
