import { validate as isUuid } from 'uuid';
import { AppError } from '../../../app-error';
import type { Sql } from '../../../database';
import type { Administrator } from '../administrator';
import { grantedTo, keepWithinReach } from '../reach';
import { type ProfileRow, profileColumns } from './profile';

/** A user's row that the administrator may change, held against other changes until the transaction ends. */
export type EditableUser = ProfileRow & { readonly id: string };

/**
 * Finds a user whom this administrator may edit.
 * @throws AppError 404 for no user of the tenant, 403 for one whom the identity provider manages or who holds
 * permissions that the administrator does not, 409 for one who was removed
 */
export async function editableUser(tx: Sql, by: Administrator, id: string): Promise<EditableUser> {
  const rows = !isUuid(id)
    ? []
    : await tx.rows<EditableUser & { managed: boolean; removed: boolean }>({
        name: 'directory-editable-user',
        text: `SELECT u.id, ${profileColumns}, u.deleted_at IS NOT NULL AS removed,
            u.configuration_id IS NOT NULL AND EXISTS (
              SELECT 1 FROM configurations c WHERE c.tenant_id = u.tenant_id AND c.deleted_at IS NULL) AS managed
          FROM users u WHERE u.tenant_id = $1 AND u.id = $2 FOR NO KEY UPDATE`,
        values: [by.tenantId, id],
      });
  const [user] = rows;
  if (!user) throw new AppError(404, 'There is no such user.');
  if (user.removed)
    throw new AppError(409, 'This user was removed by the identity provider. Assign the user there again.');
  if (user.managed)
    throw new AppError(403, 'The identity provider manages this user. Make the change there.');
  keepWithinReach(by, await grantedTo(tx, by.tenantId, id), 'This user holds');
  return user;
}
