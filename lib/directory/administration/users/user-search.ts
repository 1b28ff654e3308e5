/** How many users each way of a search looks at. Who is beyond that is found with more letters. */
export const lookedAt = 2000;

/**
 * How many of a tenant's users are looked at for their names. No index holds names: each would cost every change of a
 * user more than a search is worth. Who came later is found by user name and address.
 */
const namesLookedAt = 10_000;

/** As long as a key of a name is; longer names are found by their beginning, too. */
const keyLength = 100;

/** The folded beginning of a name; most names are of ASCII, which `normalize` would copy as it is, for ten times the time. */
function nameKey(name: string): string {
  const short = `left(${name}, ${keyLength})`;
  return `CASE WHEN octet_length(${name}) = length(${name}) THEN lower(${short}) ELSE lower(normalize(${short}, NFKC)) END`;
}

const fullName = `(COALESCE(u.given_name || ' ', '') || COALESCE(u.family_name, ''))`;
const shownName = `(CASE WHEN u.display_name <> '' THEN ${nameKey('u.display_name')}
  ELSE ${nameKey(fullName)} END COLLATE "C")`;
const familyName = `(${nameKey('u.family_name')} COLLATE "C")`;

/** The greatest character there is: whatever begins with a text lies between it and it with this one behind. */
const greatest = '\u{10ffff}';

/** A text that something begins with, as places of parameters. */
export interface Beginning {
  readonly from: string;
  readonly to: string;
}

/** Adds the folded text of a search to a statement's parameters. */
export function beginningOf(search: string, values: unknown[]): Beginning {
  const add = (text: string) => `$${values.push(text)}::text`;
  return { from: add(search), to: add(search + greatest) };
}

function begins(key: string, { from, to }: Beginning): string {
  return `${key} >= ${from} AND ${key} < ${to}`;
}

/** True of a user `u` who is found by the beginning of a user name, e-mail address, name or last name. */
export function userBegins(beginning: Beginning): string {
  const keys = ['u.user_name_key', 'u.email_key', shownName, familyName];
  return `(${keys.map((key) => begins(key, beginning)).join(' OR ')})`;
}

/** The ways to find users, each a range of an index: a condition, and the key that it is in the order of. */
const ways: readonly (readonly [where: string, key: string])[] = [
  ['u.deleted_at IS NULL', 'u.user_name_key'],
  ['u.deleted_at IS NOT NULL', 'u.user_name_key'],
  ['u.email_key <> u.user_name_key', 'u.email_key'],
];

// By ids, which the tenant's own index has: rows in their order could come from that of all tenants' ids.
const firstUsers = `first_users AS MATERIALIZED (
  SELECT u.id FROM users u WHERE u.tenant_id = $1 ORDER BY u.id LIMIT ${namesLookedAt + 1})`;

/**
 * The common table `looked`: `columns` of the tenant's ($1) users who begin so, removed ones among them, up to
 * `lookedAt` by each way. A user who is found by two ways is in it twice.
 */
export function lookedAtUsers(columns: string, beginning: Beginning): string {
  const ranges = ways.map(
    ([where, key], way) => `(SELECT ${way} AS way, ${columns} FROM users u
      WHERE u.tenant_id = $1 AND ${where} AND ${begins(key, beginning)} ORDER BY ${key} LIMIT ${lookedAt})`,
  );
  const named = `(SELECT ${ways.length} AS way, ${columns} FROM first_users JOIN users u USING (id)
    WHERE ${begins(shownName, beginning)} OR ${begins(familyName, beginning)} LIMIT ${lookedAt})`;
  return `${firstUsers}, looked AS MATERIALIZED (${[...ranges, named].join(' UNION ALL ')})`;
}

/** False where one of the ways ended before the last user who begins so, or not everybody's name was looked at. */
export const lookedEnough = `((SELECT COALESCE(max(found), 0) < ${lookedAt} FROM (
  SELECT count(*) AS found FROM looked GROUP BY way) AS by_way)
  AND (SELECT count(*) <= ${namesLookedAt} FROM first_users))`;
