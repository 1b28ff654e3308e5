import { z } from 'zod';
import { isPermission, type Permission } from '../../../access';
import { sql } from '../../../database';
import { type Count, countOf, countUpTo, listCounts } from '../count';
import { type Origin, originOf, origins } from '../origin';
import { limits, pageQuery } from '../paging';

/** Which roles a list holds. */
export const roleListQuery = z.object({
  ...pageQuery,
  origin: z.enum(origins).optional(),
  /** Those that give nothing yet. */
  gives: z.literal('nothing').optional(),
});

/** What `listRoles` filters and pages by. */
export type RoleListQuery = z.input<typeof roleListQuery>;

/** A role in a list. */
export interface RoleListItem {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly origin: Origin;
  /** The identity provider that provisioned the role; null for a local one. */
  readonly provider: string | null;
  readonly members: Count;
  /** What the role grants, implied permissions not included. A new provisioned role grants nothing. */
  readonly permissions: readonly Permission[];
}

/** A page of roles, by name. */
export interface RoleList {
  readonly roles: readonly RoleListItem[];
  /** How many roles the search and the origin leave, on all pages. */
  readonly total: Count;
  /** How many provisioned roles give nothing yet: somebody has to add their permissions here. */
  readonly idle: Count;
  readonly page: number;
  readonly size: number;
}

const givesNothing = 'NOT EXISTS (SELECT FROM role_permissions p WHERE p.role_id = r.id)';

const idle = `FROM roles r WHERE r.tenant_id = $1 AND r.deleted_at IS NULL AND r.configuration_id IS NOT NULL
  AND ${givesNothing}`;

const found = `FROM roles r WHERE r.tenant_id = $1 AND r.deleted_at IS NULL
  AND ($2::text = '' OR strpos(r.name_key, $2) > 0)
  AND ($3::text IS NULL OR (r.configuration_id IS NULL) = ($3 = 'local'))
  AND ($4::text IS NULL OR ${givesNothing})`;

/** How many provisioned roles of a tenant give nothing yet. */
export async function countIdleRoles(tenantId: string): Promise<Count> {
  const [row] = await sql.rows<{ counted: number }>({
    name: 'directory-count-idle-roles',
    text: `SELECT ${countUpTo(listCounts, idle)} AS counted`,
    values: [tenantId],
  });
  return countOf(row?.counted ?? 0, listCounts);
}

/** A page of a tenant's roles. @throws z.ZodError where `query` does not fit `roleListQuery` */
export async function listRoles(tenantId: string, query: RoleListQuery = {}): Promise<RoleList> {
  const { search, origin, gives, ...paging } = roleListQuery.parse(query);
  const values = [tenantId, search, origin ?? null, gives ?? null];
  const [counts, idleRoles, rows] = await Promise.all([
    sql.rows<{ total: number }>({ text: `SELECT ${countUpTo(listCounts, found)} AS total`, values }),
    countIdleRoles(tenantId),
    sql.rows<Omit<RoleListItem, 'members'> & { permissions: string[]; counted: number }>({
      text: `SELECT r.id, r.name, r.description,
          ${originOf('r')},
          ${countUpTo(listCounts, 'FROM memberships m WHERE m.role_id = r.id')} AS counted,
          ARRAY(SELECT p.permission FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS permissions
        FROM (SELECT r.* ${found} ORDER BY r.name_key, r.id LIMIT $5 OFFSET $6) AS r ORDER BY r.name_key, r.id`,
      values: [...values, ...limits(paging)],
    }),
  ]);
  const roles = rows.map(({ counted, ...role }) => ({
    ...role,
    members: countOf(counted, listCounts),
    permissions: role.permissions.filter(isPermission),
  }));
  return { roles, total: countOf(counts[0]?.total ?? 0, listCounts), idle: idleRoles, ...paging };
}
