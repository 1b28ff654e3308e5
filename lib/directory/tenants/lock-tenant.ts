import type { Sql } from '../../database';

/**
 * Puts changes of one tenant that depend on each other in a row, as `keepManager` does. Run it before the
 * transaction locks users: everybody locks the tenant first, so nobody waits in a circle.
 */
export async function lockTenant(tx: Sql, tenantId: string): Promise<void> {
  await tx.rows({
    name: 'directory-lock-tenant',
    text: 'SELECT 1 FROM tenants WHERE id = $1 FOR NO KEY UPDATE',
    values: [tenantId],
  });
}
