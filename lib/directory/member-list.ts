import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { AppError } from '../app-error';
import { sql } from '../database';
import { type Count, countOf, countUpTo, pageCounts } from './count';
import { limits, listEnd, pageQuery } from './paging';
import { type Names, shownName } from './shown-name';
import { statusOf, type UserListItem } from './user-list';
import { beginningOf, lookedAt, lookedAtUsers, lookedEnough, userBegins } from './user-search';

/** Which members of a role a page holds: those whom the search finds as it finds users. */
export const roleMembersQuery = z.object(pageQuery);

/** What `roleMembers` searches and pages by. */
export type RoleMembersQuery = z.input<typeof roleMembersQuery>;

/** A member of a role. */
export type RoleMember = Pick<UserListItem, 'id' | 'name' | 'userName' | 'email' | 'status'>;

/**
 * A page of a role's members: by user name, in a role of so many that a list does not show them all in the order
 * they came here.
 */
export interface RoleMembers {
  readonly members: readonly RoleMember[];
  /** How many members the search leaves, on all pages. */
  readonly total: Count;
  /** False where too many users begin with the search to look at all: more letters find the rest. */
  readonly complete: boolean;
  readonly page: number;
  readonly size: number;
}

type Parsed = z.output<typeof roleMembersQuery>;
type Row = Omit<RoleMember, 'name'> & Names;

interface Found {
  readonly rows: readonly Row[];
  readonly counted: number;
  readonly complete: boolean;
}

const columns = `u.id, u.user_name, u.user_name_key, u.display_name, u.given_name, u.family_name, u.email, u.active,
  u.deleted_at`;

const shown = `u.id, u.user_name AS "userName", u.display_name AS "displayName", u.given_name AS "givenName",
  u.family_name AS "familyName", u.email, ${statusOf} AS status`;

const members =
  'FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = $1 AND m.role_id = $2';

const sorted = `SELECT ${shown} ${members} ORDER BY u.user_name_key, u.id LIMIT $3 OFFSET $4`;

/** In the order of an index, and of users no more than the page's are read. */
const unsorted = `SELECT ${shown} FROM (
    SELECT user_id FROM memberships WHERE tenant_id = $1 AND role_id = $2 ORDER BY user_id LIMIT $3 OFFSET $4) AS m
  JOIN users u ON u.id = m.user_id ORDER BY m.user_id`;

/** Asked of each of the tenant's users who was looked at, in the index alone; a join might read all members instead. */
const isMember = '(SELECT TRUE FROM memberships m WHERE m.role_id = $2 AND m.user_id = u.id)';

/** How many members a role of the tenant has, up to the bound of a page's counts. @throws AppError 404 */
async function countMembers(tenantId: string, roleId: string): Promise<number> {
  const [role] = !isUuid(roleId)
    ? []
    : await sql.rows<{ counted: number }>({
        name: 'directory-count-members',
        text: `SELECT ${countUpTo(pageCounts, 'FROM memberships m WHERE m.role_id = r.id')} AS counted
          FROM roles r WHERE r.tenant_id = $1 AND r.id = $2`,
        values: [tenantId, roleId],
      });
  if (!role) throw new AppError(404, 'There is no such role.');
  return role.counted;
}

async function everybody(tenantId: string, roleId: string, counted: number, query: Parsed): Promise<Found> {
  const rows = await sql.rows<Row>({
    text: counted > listEnd ? unsorted : sorted,
    values: [tenantId, roleId, ...limits(query)],
  });
  return { rows, counted, complete: true };
}

/** Searches among the users whom a search finds, or for a role of few members, among these. */
async function searched(tenantId: string, roleId: string, few: boolean, query: Parsed): Promise<Found> {
  const values: unknown[] = [tenantId, roleId, ...limits(query)];
  const beginning = beginningOf(query.search, values);
  const found = few
    ? `found AS MATERIALIZED (SELECT ${columns} ${members} AND ${userBegins(beginning)})`
    : `${lookedAtUsers(columns, beginning)}, found AS (SELECT DISTINCT ON (u.user_name_key, u.id) u.* FROM looked u WHERE ${isMember})`;
  const [answer] = await sql.rows<Found>({
    text: `WITH ${found}
      SELECT ${few ? 'TRUE' : lookedEnough} AS complete, (SELECT count(*)::int FROM found) AS counted,
        (SELECT COALESCE(jsonb_agg(to_jsonb(item)), '[]') FROM (
          SELECT ${shown} FROM found u ORDER BY u.user_name_key, u.id LIMIT $3 OFFSET $4) AS item) AS rows`,
    values,
  });
  if (!answer) throw new Error('The search gave no row.');
  return answer;
}

/** A page of a role's members. @throws AppError 404; z.ZodError where `query` does not fit `roleMembersQuery` */
export async function roleMembers(
  tenantId: string,
  id: string,
  query: RoleMembersQuery = {},
): Promise<RoleMembers> {
  const parsed = roleMembersQuery.parse(query);
  const all = await countMembers(tenantId, id);
  const { rows, counted, complete } =
    parsed.search === ''
      ? await everybody(tenantId, id, all, parsed)
      : await searched(tenantId, id, all <= lookedAt, parsed);
  const { count, more } = countOf(counted, pageCounts);
  return {
    members: rows.map((row) => {
      const { id: userId, userName, email, status } = row;
      return { id: userId, name: shownName(row), userName, email, status };
    }),
    total: { count, more: more || !complete },
    complete,
    page: parsed.page,
    size: parsed.size,
  };
}
