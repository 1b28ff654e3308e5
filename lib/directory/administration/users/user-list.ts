import { z } from 'zod';
import { sql } from '../../../database';
import { type Names, shownName } from '../../shown-name';
import { type Count, countOf, countUpTo, listCounts } from '../count';
import { type Origin, originOf, origins } from '../origin';
import { limits, pageQuery } from '../paging';
import { beginningOf, lookedAtUsers, lookedEnough } from './user-search';

/**
 * Which users a list holds: those whose user name, e-mail address, name or last name begins with the search. Removed
 * ones are listed when asked for, and only then.
 */
export const userListQuery = z.object({
  ...pageQuery,
  status: z.enum(['active', 'deactivated', 'removed']).optional(),
  origin: z.enum(origins).optional(),
});

/** What `listUsers` filters and pages by. */
export type UserListQuery = z.input<typeof userListQuery>;

/** Whether somebody may sign in; removed: was deleted, here or by the identity provider. */
export type UserStatus = 'active' | 'deactivated' | 'removed';

/** A user in a list. */
export interface UserListItem {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly email: string | null;
  readonly status: UserStatus;
  readonly origin: Origin;
  /** The identity provider that provisioned the user; null for a local one. */
  readonly provider: string | null;
  readonly roles: number;
}

/** A page of users, by user name. */
export interface UserList {
  readonly users: readonly UserListItem[];
  /** How many users the search, the status and the origin leave, on all pages. */
  readonly total: Count;
  /** How many the search and the origin leave, by status. */
  readonly counts: Readonly<Record<UserStatus, Count>>;
  /** False where too many users begin with the search to look at all: more letters find the rest. */
  readonly complete: boolean;
  readonly page: number;
  readonly size: number;
}

/** A user's status as SQL, of a table or alias `u`. */
export const statusOf = `CASE WHEN u.deleted_at IS NOT NULL THEN 'removed'
  WHEN u.active THEN 'active' ELSE 'deactivated' END`;

type Parsed = z.output<typeof userListQuery>;
type Row = Omit<UserListItem, 'name'> & Names;

/** What of a user's row a list needs. */
const columns = `u.id, u.user_name, u.user_name_key, u.display_name, u.given_name, u.family_name, u.email, u.active,
  u.deleted_at, u.configuration_id`;

const shown = `u.id, u.user_name AS "userName", u.display_name AS "displayName", u.given_name AS "givenName",
  u.family_name AS "familyName", u.email, ${statusOf} AS status,
  ${originOf('u')},
  (SELECT count(*)::int FROM memberships m WHERE m.user_id = u.id) AS roles`;

// Spelled out, not as parameters: each is the condition of an index, or a column of one.
const ofStatus: Readonly<Record<UserStatus | 'present', string>> = {
  present: 'u.deleted_at IS NULL',
  active: 'u.deleted_at IS NULL AND u.active',
  deactivated: 'u.deleted_at IS NULL AND NOT u.active',
  removed: 'u.deleted_at IS NOT NULL',
};
const ofOrigin: Readonly<Record<Origin | 'any', string>> = {
  any: 'TRUE',
  local: 'u.configuration_id IS NULL',
  provisioned: 'u.configuration_id IS NOT NULL',
};

const byName = 'ORDER BY u.user_name_key, u.id LIMIT $2 OFFSET $3';

interface Found {
  readonly rows: readonly Row[];
  readonly counted: Readonly<Record<UserStatus, number>>;
  readonly complete: boolean;
}

async function everybody(tenantId: string, { status, origin, ...paging }: Parsed): Promise<Found> {
  const from = (which: UserStatus | 'present') =>
    `FROM users u WHERE u.tenant_id = $1 AND ${ofStatus[which]} AND ${ofOrigin[origin ?? 'any']}`;
  const counts = (['active', 'deactivated', 'removed'] as const).map(
    // In the order of the status's own index, which no other can give.
    (which) => `${countUpTo(listCounts, `${from(which)} ORDER BY u.user_name_key`)} AS ${which}`,
  );
  const [[counted], rows] = await Promise.all([
    sql.rows<Found['counted']>({ text: `SELECT ${counts.join(', ')}`, values: [tenantId] }),
    sql.rows<Row>({
      // What is shown beside a user's own row is looked up for the page alone, not for those before it.
      text: `SELECT ${shown} FROM (SELECT ${columns} ${from(status ?? 'present')} ${byName}) AS u
        ORDER BY u.user_name_key, u.id`,
      values: [tenantId, ...limits(paging)],
    }),
  ]);
  return { rows, counted: counted ?? { active: 0, deactivated: 0, removed: 0 }, complete: true };
}

async function searched(tenantId: string, { search, status, origin, ...paging }: Parsed): Promise<Found> {
  const values: unknown[] = [tenantId, ...limits(paging)];
  const [found] = await sql.rows<Found>({
    text: `WITH ${lookedAtUsers(columns, beginningOf(search, values))},
      found AS (SELECT DISTINCT ON (u.user_name_key, u.id) u.* FROM looked u WHERE ${ofOrigin[origin ?? 'any']}
        ORDER BY u.user_name_key, u.id)
      SELECT ${lookedEnough} AS complete,
        (SELECT jsonb_build_object('active', count(*) FILTER (WHERE ${ofStatus.active}),
          'deactivated', count(*) FILTER (WHERE ${ofStatus.deactivated}),
          'removed', count(*) FILTER (WHERE ${ofStatus.removed})) FROM found u) AS counted,
        (SELECT COALESCE(jsonb_agg(to_jsonb(item)), '[]') FROM (
          SELECT ${shown} FROM (SELECT * FROM found u WHERE ${ofStatus[status ?? 'present']} ${byName}) AS u
          ORDER BY u.user_name_key, u.id) AS item) AS rows`,
    values,
  });
  if (!found) throw new Error('The search gave no row.');
  return found;
}

/** A page of a tenant's users. @throws z.ZodError where `query` does not fit `userListQuery` */
export async function listUsers(tenantId: string, query: UserListQuery = {}): Promise<UserList> {
  const parsed = userListQuery.parse(query);
  const { status, page, size } = parsed;
  const { rows, counted, complete } = await (parsed.search === '' ? everybody : searched)(tenantId, parsed);
  const users = rows.map(({ displayName, givenName, familyName, ...user }) => {
    const name = shownName({ userName: user.userName, displayName, givenName, familyName });
    return { ...user, name };
  });
  const { active, deactivated, removed } = counted;
  const count = (counted: number) => {
    const { count, more } = countOf(counted, listCounts);
    return { count, more: more || !complete };
  };
  return {
    users,
    total: count(status ? counted[status] : active + deactivated),
    counts: { active: count(active), deactivated: count(deactivated), removed: count(removed) },
    complete,
    page,
    size,
  };
}
