import { z } from 'zod';
import { sql } from '../database';
import { limits, pageQuery } from './paging';
import { type Names, shownName } from './shown-name';

/** Which users a list holds. Removed ones are listed when asked for, and only then. */
export const userListQuery = z.object({
  ...pageQuery,
  status: z.enum(['active', 'deactivated', 'removed']).optional(),
  origin: z.enum(['local', 'provisioned']).optional(),
});

/** What `listUsers` filters and pages by. */
export type UserListQuery = z.input<typeof userListQuery>;

export type UserStatus = 'active' | 'deactivated' | 'removed';
export type Origin = 'local' | 'provisioned';

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
  readonly total: number;
  /** How many the search and the origin leave, by status. */
  readonly counts: Readonly<Record<UserStatus, number>>;
  readonly page: number;
  readonly size: number;
}

/** A user's status as SQL, of a table or alias `u`. */
export const statusOf = `CASE WHEN u.deleted_at IS NOT NULL THEN 'removed'
  WHEN u.active THEN 'active' ELSE 'deactivated' END`;

/** True of a user `u` whose user name, e-mail address or name holds the folded text of the parameter `place`. */
export function userHolds(place: string): string {
  return `(${place} = '' OR strpos(u.user_name_key, ${place}) > 0 OR strpos(u.email_key, ${place}) > 0 OR strpos(
    lower(normalize(concat_ws(' ', u.display_name, u.given_name, u.family_name), NFKC)), ${place}) > 0)`;
}

const found = `FROM users u WHERE u.tenant_id = $1 AND ${userHolds('$2::text')}
  AND ($3::text IS NULL OR (u.configuration_id IS NULL) = ($3 = 'local'))`;

async function countUsers(values: readonly unknown[]): Promise<UserList['counts']> {
  const [counts] = await sql.rows<UserList['counts']>({
    text: `SELECT count(*) FILTER (WHERE u.deleted_at IS NULL AND u.active)::int AS active,
        count(*) FILTER (WHERE u.deleted_at IS NULL AND NOT u.active)::int AS deactivated,
        count(*) FILTER (WHERE u.deleted_at IS NOT NULL)::int AS removed ${found}`,
    values,
  });
  return counts ?? { active: 0, deactivated: 0, removed: 0 };
}

/** A page of a tenant's users. @throws z.ZodError where `query` does not fit `userListQuery` */
export async function listUsers(tenantId: string, query: UserListQuery = {}): Promise<UserList> {
  const { search, status, origin, ...paging } = userListQuery.parse(query);
  const values = [tenantId, search, origin ?? null];
  const [counts, rows] = await Promise.all([
    countUsers(values),
    sql.rows<Omit<UserListItem, 'name'> & Names>({
      text: `SELECT u.id, u.user_name AS "userName", u.display_name AS "displayName",
          u.given_name AS "givenName", u.family_name AS "familyName", u.email, ${statusOf} AS status,
          CASE WHEN u.configuration_id IS NULL THEN 'local' ELSE 'provisioned' END AS origin,
          (SELECT provider FROM configurations c WHERE c.id = u.configuration_id) AS provider,
          (SELECT count(*)::int FROM memberships m WHERE m.user_id = u.id) AS roles
        ${found} AND CASE WHEN $4::text IS NULL THEN u.deleted_at IS NULL ELSE ${statusOf} = $4 END
        ORDER BY u.user_name_key, u.id LIMIT $5 OFFSET $6`,
      values: [...values, status ?? null, ...limits(paging)],
    }),
  ]);
  const users = rows.map(({ displayName, givenName, familyName, ...user }) => {
    const name = shownName({ userName: user.userName, displayName, givenName, familyName });
    return { ...user, name };
  });
  const total = status ? counts[status] : counts.active + counts.deactivated;
  return { users, total, counts, ...paging };
}
