import { attributeNames } from '@/lib/connection/providers/attribute-names';

/** One attribute as it was and as it became. */
export interface ChangedAttribute {
  /** Its SCIM path, such as `name.givenName` or `emails[type="work"].value`. */
  readonly path: string;
  /** Its name on the platform's pages; undefined where it has none. */
  readonly label?: string;
  readonly from: unknown;
  readonly to: unknown;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a complex value; none of one that is not there; undefined for what is no complex value. */
function membersOf(value: unknown): Members | undefined {
  return isObject(value) ? value : value === null || value === undefined ? {} : undefined;
}

/** The values of a multi-valued attribute by their type; undefined where their types don't tell them apart. */
function byType(value: unknown): Members | undefined {
  if (value === null || value === undefined) return {};
  if (!Array.isArray(value)) return undefined;
  const typed = value.flatMap((each: unknown) => {
    if (!isObject(each) || typeof each.type !== 'string') return [];
    const { type, ...members } = each;
    return [[type, members] as const];
  });
  const found = Object.fromEntries(typed);
  return Object.keys(found).length === value.length ? found : undefined;
}

function within(path: string, member: string): string {
  return path.includes(':') ? `${path}:${member}` : `${path}.${member}`;
}

function parts(from: Members, to: Members, nameOf: (member: string) => string): ChangedAttribute[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((member) =>
    changed(nameOf(member), from[member], to[member]),
  );
}

function changed(path: string, from: unknown, to: unknown): ChangedAttribute[] {
  if (JSON.stringify(from ?? null) === JSON.stringify(to ?? null)) return [];
  for (const [read, nameOf] of [
    [membersOf, (member: string) => within(path, member)],
    [byType, (type: string) => `${path}[type="${type}"]`],
  ] as const) {
    const [before, after] = [read(from), read(to)];
    if (before && after) return parts(before, after, nameOf);
  }
  return [{ path, label: attributeNames.find(({ scim }) => scim === path)?.label, from, to }];
}

/**
 * What an entry says of attributes that changed, down to the parts of complex ones that differ.
 * @param changes from the entry's detail: before and after by attribute
 */
export function changedAttributes(changes: unknown): ChangedAttribute[] {
  if (!isObject(changes)) return [];
  return Object.entries(changes).flatMap(([path, change]) =>
    isObject(change) ? changed(path, change.from, change.to) : [],
  );
}
