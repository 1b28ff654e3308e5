import { keepManager } from '../access';
import { type Actor, recordActivities } from '../activity';
import type { Sql } from '../database';
import { type Names, shownName } from './shown-name';

/** How many users the identity providers of a tenant provisioned and did not remove. */
export async function countProvisionedUsers(tx: Sql, tenantId: string): Promise<number> {
  const [row] = await tx.rows<{ users: number }>({
    text: `SELECT count(*)::int AS users FROM users
      WHERE tenant_id = $1 AND configuration_id IS NOT NULL AND deleted_at IS NULL`,
    values: [tenantId],
  });
  return row?.users ?? 0;
}

/**
 * Deactivates every active user that an identity provider of the tenant provisioned, and ends their access.
 * @returns how many there were
 * @throws LastManagerError when nobody active could manage the client after it
 */
export function deactivateProvisionedUsers(tx: Sql, tenantId: string, actor: Actor): Promise<number> {
  return keepManager(tx, tenantId, async () => {
    const users = await tx.rows<Names & { id: string }>({
      text: `UPDATE users SET active = false, version = version + 1, updated_at = now()
        WHERE tenant_id = $1 AND configuration_id IS NOT NULL AND deleted_at IS NULL AND active
        RETURNING id, user_name AS "userName", display_name AS "displayName",
          given_name AS "givenName", family_name AS "familyName"`,
      values: [tenantId],
    });
    await recordActivities(
      tx,
      users.map((user) => ({
        tenantId,
        actor,
        action: 'user.deactivated',
        subject: { kind: 'user', id: user.id, name: shownName(user) },
        outcome: 'done',
      })),
    );
    return users.length;
  });
}
