import type { Permission } from '@/lib/access/permissions';
import { labelOf } from '@/lib/access/permissions';
import type { HeldPermission, UserRole } from '@/lib/directory';
import { providerName } from '../users/origin-badge';

type Role = Pick<UserRole, 'id' | 'origin' | 'provider'>;

/**
 * Why a permission opens something to somebody, in a phrase: “See users”, which the role Desk gives, a group of Okta.
 * Of several ways the first one.
 */
export function why(
  permission: Permission,
  held: readonly HeldPermission[],
  roles: readonly Role[],
): string | undefined {
  const paths = held.find((each) => each.permission === permission)?.paths ?? [];
  const [path] = paths;
  if (!path) return undefined;
  const role = roles.find(({ id }) => id === path.role.id);
  const group = role?.origin === 'provisioned' ? `, a group of ${providerName(role.provider)}` : '';
  const others = paths.length > 1 ? `, and ${paths.length - 1} more` : '';
  return `“${labelOf(path.granted)}” through the role ${path.role.name}${group}${others}`;
}
