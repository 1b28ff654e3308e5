import { sql } from '../lib/database';

/** How many active users of a tenant can manage it. */
export async function managersOf(tenantId: string): Promise<number> {
  const rows = await sql.rows({
    text: `SELECT DISTINCT u.id FROM users u JOIN memberships m ON m.user_id = u.id
      JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
      JOIN role_permissions p ON p.role_id = r.id AND p.permission = 'client.manage'
      WHERE u.tenant_id = $1 AND u.active AND u.deleted_at IS NULL`,
    values: [tenantId],
  });
  return rows.length;
}
