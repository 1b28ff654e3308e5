import { effective, type Permission, permissions } from '../../../access';

// Sets of permissions as numbers, a bit for each: what a statement adds up and compares in thousands of rows.

const bits = new Map<Permission, number>(permissions.map(({ name }, place) => [name, 1 << place]));

/** A set of permissions as a number. */
export function maskOf(set: Iterable<Permission>): number {
  let mask = 0;
  for (const permission of set) mask |= bits.get(permission) ?? 0;
  return mask;
}

/** The permissions of a mask, in the order of the table. */
export function permissionsIn(mask: number): Permission[] {
  return permissions.map(({ name }) => name).filter((name) => (mask & (bits.get(name) ?? 0)) !== 0);
}

/** Every permission, and beside it the mask of what it holds: itself and what it implies. */
export const masks = {
  names: permissions.map(({ name }) => name),
  held: permissions.map(({ name }) => maskOf(effective([name]))),
};
