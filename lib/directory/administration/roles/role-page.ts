import { validate as isUuid } from 'uuid';
import { isPermission } from '../../../access';
import { AppError } from '../../../app-error';
import { sql } from '../../../database';
import { countOf, countUpTo, pageCounts } from '../count';
import { type Managed, type ManagerRow, managedIn, managerOf, originOf, withManager } from '../origin';
import type { RoleListItem } from './role-list';

/** All that administrators see of one role, but its members. */
export interface RolePage extends RoleListItem {
  /** Set where an identity provider manages the role, so that nobody edits its name and members here. */
  readonly managed: Managed | null;
  readonly externalId: string | null;
  /** Moved on by every change of the role, its members and its permissions. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly removedAt: Date | null;
}

type Row = ManagerRow &
  Omit<RolePage, 'managed' | 'members'> & {
    readonly counted: number;
    readonly permissions: string[];
  };

/** A role of the tenant, removed ones among them. @throws AppError 404 */
export async function rolePage(tenantId: string, id: string): Promise<RolePage> {
  const [row] = !isUuid(id)
    ? []
    : await sql.rows<Row>({
        name: 'directory-role-page',
        text: `SELECT r.id, r.name, r.description, r.external_id AS "externalId", r.version,
            ${originOf('r')}, ${managerOf('r')},
            ${countUpTo(pageCounts, 'FROM memberships m WHERE m.role_id = r.id')} AS counted,
            ARRAY(SELECT p.permission FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS permissions,
            r.created_at AS "createdAt", r.updated_at AS "updatedAt", r.deleted_at AS "removedAt"
          FROM roles r
          ${withManager('r')}
          WHERE r.tenant_id = $1 AND r.id = $2`,
        values: [tenantId, id],
      });
  if (!row) throw new AppError(404, 'There is no such role.');
  const { managedBy, managedSince, counted, ...role } = row;
  return {
    ...role,
    members: countOf(counted, pageCounts),
    permissions: role.permissions.filter(isPermission),
    managed: managedIn({ managedBy, managedSince }),
  };
}
