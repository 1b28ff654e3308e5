import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../../app-error';
import { leastUuid, sql } from '../../../database';
import { isStorable } from '../../../scim';
import { type Names, shownName } from '../../shown-name';
import { type Count, countOf, countUpTo, pageCounts } from '../count';
import { listEnd, pageQuery } from '../paging';
import { statusOf, type UserListItem } from '../users/user-list';
import { beginningOf, lookedAt, lookedAtUsers, lookedEnough, userBegins } from '../users/user-search';

/** Which members of a role a page holds: those whom the search finds as it finds users; `after` asks for the next. */
export const roleMembersQuery = z.object({
  search: pageQuery.search,
  size: pageQuery.size,
  after: z
    .string()
    .max(1000)
    .refine((text) => placeOf(text) !== undefined, 'Take “after” from the answer before.')
    .optional(),
});

/** What `roleMembers` searches and pages by. */
export type RoleMembersQuery = z.input<typeof roleMembersQuery>;

/** A member of a role. */
export type RoleMember = Pick<UserListItem, 'id' | 'name' | 'userName' | 'email' | 'status'>;

/**
 * A page of a role's members: by user name, in a role of so many that nobody reads them all in the order they came
 * here. Each page begins where the one before ended, so that it costs the same however many there were.
 */
export interface RoleMembers {
  readonly members: readonly RoleMember[];
  /** How many members the search leaves, on all pages; null on pages but the first. */
  readonly total: Count | null;
  /** False where too many users begin with the search to look at all: more letters find the rest. */
  readonly complete: boolean;
  /** What to ask for as `after` to be given the next page; null on the last. */
  readonly next: string | null;
}

/** Where a page ended: at a user, in the order of ids, or of user names where a key is given. */
interface Place {
  readonly id: string;
  readonly key: string | null;
}

function placeOf(text: string): Place | undefined {
  try {
    const [id, key = null]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!isUuid(id)) return undefined;
    if (key !== null && !(typeof key === 'string' && isStorable(key))) return undefined;
    return { id: String(id), key };
  } catch {
    return undefined;
  }
}

function textOf({ id, key }: Place): string {
  return Buffer.from(JSON.stringify(key === null ? [id] : [id, key])).toString('base64url');
}

/** What is asked for: the place is where the page before ended. */
interface Asked {
  readonly search: string;
  readonly size: number;
  readonly after: Place | undefined;
}

type Row = Omit<RoleMember, 'name'> & Names & { readonly key: string };

interface Found {
  readonly rows: readonly Row[];
  readonly counted: number;
  readonly complete: boolean;
}

const columns = `u.id, u.user_name, u.user_name_key, u.display_name, u.given_name, u.family_name, u.email, u.active,
  u.deleted_at`;

const shown = `u.id, u.user_name AS "userName", u.user_name_key AS key, u.display_name AS "displayName",
  u.given_name AS "givenName", u.family_name AS "familyName", u.email, ${statusOf} AS status`;

const members =
  'FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = $1 AND m.role_id = $2';

/** True of users behind a place in the order of names; of all without one. */
const behind = '($4::uuid IS NULL OR (u.user_name_key, u.id) > ($5::text, $4::uuid))';

const sorted = `SELECT ${shown} ${members} AND ${behind} ORDER BY u.user_name_key, u.id LIMIT $3`;

/** In the order of an index, and of users no more than the page's are read. */
const unsorted = `SELECT ${shown} FROM (
    SELECT user_id FROM memberships WHERE tenant_id = $1 AND role_id = $2 AND user_id > $4
    ORDER BY user_id LIMIT $3) AS m
  JOIN users u ON u.id = m.user_id ORDER BY m.user_id`;

/** Asked of each of the tenant's users who was looked at, in the index alone; a join might read all members instead. */
const isMember = '(SELECT TRUE FROM memberships m WHERE m.role_id = $2 AND m.user_id = u.id)';

/** How many members a role of the tenant has, up to a bound. @throws AppError 404 */
async function countMembers(tenantId: string, roleId: string, most: number): Promise<number> {
  const [role] = !isUuid(roleId)
    ? []
    : await sql.rows<{ counted: number }>({
        name: `directory-count-members-${most}`,
        text: `SELECT ${countUpTo(most, 'FROM memberships m WHERE m.role_id = r.id')} AS counted
          FROM roles r WHERE r.tenant_id = $1 AND r.id = $2`,
        values: [tenantId, roleId],
      });
  if (!role) throw new AppError(404, 'There is no such role.');
  return role.counted;
}

async function everybody(tenantId: string, roleId: string, counted: number, query: Asked): Promise<Found> {
  const { after, size } = query;
  const rows = await sql.rows<Row>(
    counted > listEnd
      ? { text: unsorted, values: [tenantId, roleId, size + 1, after?.id ?? leastUuid] }
      : { text: sorted, values: [tenantId, roleId, size + 1, after?.id ?? null, after?.key ?? null] },
  );
  return { rows, counted, complete: true };
}

/** Searches among the users whom a search finds, or for a role of few members, among these. */
async function searched(tenantId: string, roleId: string, few: boolean, query: Asked): Promise<Found> {
  const { after, size } = query;
  const values: unknown[] = [tenantId, roleId, size + 1, after?.id ?? null, after?.key ?? null];
  const beginning = beginningOf(query.search, values);
  const found = few
    ? `found AS MATERIALIZED (SELECT ${columns} ${members} AND ${userBegins(beginning)})`
    : `${lookedAtUsers(columns, beginning)}, found AS (SELECT DISTINCT ON (u.user_name_key, u.id) u.* FROM looked u WHERE ${isMember})`;
  const [answer] = await sql.rows<Found>({
    text: `WITH ${found}
      SELECT ${few ? 'TRUE' : lookedEnough} AS complete, (SELECT count(*)::int FROM found) AS counted,
        (SELECT COALESCE(jsonb_agg(to_jsonb(item)), '[]') FROM (
          SELECT ${shown} FROM found u WHERE ${behind} ORDER BY u.user_name_key, u.id LIMIT $3) AS item) AS rows`,
    values,
  });
  if (!answer) throw new Error('The search gave no row.');
  return answer;
}

/**
 * A page of a role's members.
 * @throws AppError 404, 409 where the order of the pages changed meanwhile; z.ZodError where `query` does not fit
 * `roleMembersQuery`
 */
export async function roleMembers(
  tenantId: string,
  id: string,
  query: RoleMembersQuery = {},
): Promise<RoleMembers> {
  const { search, size, after: text } = roleMembersQuery.parse(query);
  const after = text === undefined ? undefined : placeOf(text);
  const asked = { search, size, after };
  const all = await countMembers(tenantId, id, after ? listEnd : pageCounts);
  const byName = search !== '' || all <= listEnd;
  if (after && (after.key !== null) !== byName)
    throw new AppError(409, 'The role has many more members, or many fewer, than it had. Reload the page.');
  const { rows, counted, complete } =
    search === ''
      ? await everybody(tenantId, id, all, asked)
      : await searched(tenantId, id, all <= lookedAt, asked);
  const { count, more } = countOf(counted, pageCounts);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    members: page.map((row) => {
      const { id: userId, userName, email, status } = row;
      return { id: userId, name: shownName(row), userName, email, status };
    }),
    total: after ? null : { count, more: more || !complete },
    complete,
    next: last && rows.length > size ? textOf({ id: last.id, key: byName ? last.key : null }) : null,
  };
}
