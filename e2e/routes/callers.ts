import { type Permission, permissions } from '../../lib/access';

const single = permissions.map(({ name }) => name);

/** Who tries each route: sessions of a tenant, those of none, and API keys. */
export const callers = [
  'nobody',
  'a user without permission',
  ...single.map((permission): `only ${Permission}` => `only ${permission}`),
  'the first administrator',
  'another client’s administrator',
  'a deactivated user’s cookie',
  'a removed user’s cookie',
  'a live key',
  'a rotated key',
  'another client’s key',
] as const;

/** One of those who try. */
export type Caller = (typeof callers)[number];
