import { validate as isUuid } from 'uuid';
import { AppError } from '../../../app-error';
import type { Sql } from '../../../database';
import type { Names } from '../../shown-name';
import type { Administrator } from '../administrator';
import { grantedTo, keepWithinReach } from '../reach';

/** A user on whose access somebody acts, whoever manages their attributes; held until the transaction ends. */
export interface ReachableUser extends Names {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly email: string | null;
  /** Not deactivated and not removed. */
  readonly active: boolean;
  readonly hasPassword: boolean;
}

/**
 * Finds a user on whose access this administrator may act, a provisioned one among them.
 * @throws AppError 404 for no user of the tenant, 403 for one who holds permissions that the administrator does not
 */
export async function reachableUser(tx: Sql, by: Administrator, id: string): Promise<ReachableUser> {
  const [user] = !isUuid(id)
    ? []
    : await tx.rows<ReachableUser>({
        name: 'directory-reachable-user',
        text: `SELECT u.id, u.tenant_id AS "tenantId", t.name AS "tenantName", u.user_name AS "userName",
            u.display_name AS "displayName", u.given_name AS "givenName", u.family_name AS "familyName", u.email,
            u.active AND u.deleted_at IS NULL AS active, u.password_hash IS NOT NULL AS "hasPassword"
          FROM users u JOIN tenants t ON t.id = u.tenant_id
          WHERE u.tenant_id = $1 AND u.id = $2 FOR NO KEY UPDATE OF u`,
        values: [by.tenantId, id],
      });
  if (!user) throw new AppError(404, 'There is no such user.');
  keepWithinReach(by, await grantedTo(tx, by.tenantId, id), 'This user holds');
  return user;
}
