import { effective } from '../../access';
import type { Sql } from '../../database';
import { type Names, shownName } from '../shown-name';
import type { Administrator } from './administrator';
import { grantedTo } from './reach';

/** A user of the tenant as one who acts, with what they may do now; null for one who is not let in any more. */
export async function administratorNow(on: Sql, tenantId: string, id: string): Promise<Administrator | null> {
  const [user] = await on.rows<Names>({
    name: 'directory-administrator-now',
    text: `SELECT user_name AS "userName", display_name AS "displayName", given_name AS "givenName",
        family_name AS "familyName"
      FROM users WHERE tenant_id = $1 AND id = $2 AND active AND deleted_at IS NULL`,
    values: [tenantId, id],
  });
  if (!user) return null;
  return { id, tenantId, name: shownName(user), permissions: effective(await grantedTo(on, tenantId, id)) };
}
