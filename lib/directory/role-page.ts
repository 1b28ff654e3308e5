import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { isPermission } from '../access';
import { AppError } from '../app-error';
import { sql } from '../database';
import { limits, pageQuery } from './paging';
import type { RoleListItem } from './role-list';
import { type Names, shownName } from './shown-name';
import { statusOf, type UserListItem, userHolds } from './user-list';

/** All that administrators see of one role, but its members. */
export interface RolePage extends RoleListItem {
  /** Set where an identity provider manages the role, so that nobody edits its name and members here. */
  readonly managed: { readonly provider: string; readonly since: Date } | null;
  readonly externalId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly removedAt: Date | null;
}

type Row = Omit<RolePage, 'managed'> & {
  readonly permissions: string[];
  readonly managedBy: string | null;
  readonly managedSince: Date;
};

/** A role of the tenant, removed ones among them. @throws AppError 404 */
export async function rolePage(tenantId: string, id: string): Promise<RolePage> {
  const [row] = !isUuid(id)
    ? []
    : await sql.rows<Row>({
        name: 'directory-role-page',
        text: `SELECT r.id, r.name, r.description, r.external_id AS "externalId",
            CASE WHEN r.configuration_id IS NULL THEN 'local' ELSE 'provisioned' END AS origin, c.provider,
            live.provider AS "managedBy", greatest(live.created_at, r.created_at) AS "managedSince",
            (SELECT count(*)::int FROM memberships m WHERE m.role_id = r.id) AS members,
            ARRAY(SELECT p.permission FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS permissions,
            r.created_at AS "createdAt", r.updated_at AS "updatedAt", r.deleted_at AS "removedAt"
          FROM roles r
          LEFT JOIN configurations c ON c.id = r.configuration_id
          LEFT JOIN configurations live ON live.tenant_id = r.tenant_id AND live.deleted_at IS NULL
            AND r.configuration_id IS NOT NULL
          WHERE r.tenant_id = $1 AND r.id = $2`,
        values: [tenantId, id],
      });
  if (!row) throw new AppError(404, 'There is no such role.');
  const { managedBy, managedSince, ...role } = row;
  return {
    ...role,
    permissions: role.permissions.filter(isPermission),
    managed: managedBy === null ? null : { provider: managedBy, since: managedSince },
  };
}

/** Which members of a role a page holds. */
export const roleMembersQuery = z.object(pageQuery);

/** What `roleMembers` searches and pages by. */
export type RoleMembersQuery = z.input<typeof roleMembersQuery>;

/** A member of a role. */
export type RoleMember = Pick<UserListItem, 'id' | 'name' | 'userName' | 'email' | 'status'>;

/** A page of a role's members, by user name. */
export interface RoleMembers {
  readonly members: readonly RoleMember[];
  /** How many members the search leaves, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

const found = `FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.tenant_id = $1 AND m.role_id = $2 AND ${userHolds('$3::text')}`;

/** A page of a role's members. @throws AppError 404; z.ZodError where `query` does not fit `roleMembersQuery` */
export async function roleMembers(
  tenantId: string,
  id: string,
  query: RoleMembersQuery = {},
): Promise<RoleMembers> {
  const { search, ...paging } = roleMembersQuery.parse(query);
  await rolePage(tenantId, id);
  const values = [tenantId, id, search];
  const [counts, rows] = await Promise.all([
    sql.rows<{ total: number }>({ text: `SELECT count(*)::int AS total ${found}`, values }),
    sql.rows<Omit<RoleMember, 'name'> & Names>({
      text: `SELECT u.id, u.user_name AS "userName", u.display_name AS "displayName",
          u.given_name AS "givenName", u.family_name AS "familyName", u.email, ${statusOf} AS status
        ${found} ORDER BY u.user_name_key, u.id LIMIT $4 OFFSET $5`,
      values: [...values, ...limits(paging)],
    }),
  ]);
  const members = rows.map((row) => {
    const { id: userId, userName, email, status } = row;
    return { id: userId, name: shownName(row), userName, email, status };
  });
  return { members, total: counts[0]?.total ?? 0, ...paging };
}
