import { AppError } from '../app-error';
import { type Sql, sqlState } from '../database';
import { manageClient } from './permissions';

/** Thrown when a change would leave a tenant without anybody able to manage it. */
export class LastManagerError extends AppError {
  constructor() {
    super(
      409,
      'Nobody would be left who can manage the client. First give another active user a role with the permission “Manage the client”.',
    );
  }
}

const managers = `FROM role_permissions p
  JOIN roles r ON r.id = p.role_id AND r.deleted_at IS NULL
  JOIN memberships m ON m.role_id = r.id
  JOIN users u ON u.id = m.user_id AND u.active AND u.deleted_at IS NULL
  WHERE p.permission = $2 AND r.tenant_id = $1 LIMIT 1`;

async function isManaged(tx: Sql, tenantId: string): Promise<boolean> {
  const rows = await tx.rows({
    name: 'access-is-managed',
    text: `SELECT 1 ${managers}`,
    values: [tenantId, manageClient],
  });
  return rows.length > 0;
}

/**
 * Like `isManaged`, and the one who is found stays: a change of this user that is under way is waited for and counts, a
 * later one waits for the end of the transaction and is then refused by the trigger `users_end_grants`.
 */
async function staysManaged(tx: Sql, tenantId: string): Promise<boolean> {
  const rows = await tx.rows({
    name: 'access-stays-managed',
    text: `SELECT 1 ${managers} FOR SHARE OF u`,
    values: [tenantId, manageClient],
  });
  return rows.length > 0;
}

/**
 * Runs `change` inside the transaction `tx`, one such change of a tenant at a time, and refuses it when the
 * tenant had somebody able to manage it before and has nobody after. Every change that can take the
 * permission from somebody (deactivating a user, ending a membership, editing a role) goes through here; the database
 * refuses to deactivate a manager otherwise (`takesManager`).
 * @throws LastManagerError, upon which the caller's transaction rolls back
 */
export async function keepManager<Result>(
  tx: Sql,
  tenantId: string,
  change: () => Promise<Result>,
): Promise<Result> {
  await tx.rows({
    name: 'access-lock-tenant',
    text: `SELECT set_config('muster.keeps_manager', id::text, TRUE) FROM tenants WHERE id = $1 FOR NO KEY UPDATE`,
    values: [tenantId],
  });
  const before = await isManaged(tx, tenantId);
  const result = await change();
  if (before && !(await staysManaged(tx, tenantId))) throw new LastManagerError();
  return result;
}

/**
 * True of the database's refusal to take access from a user who can manage the client, outside of `keepManager`. The
 * user may have become one since somebody looked: nothing was done, and it is to be tried again under the rule.
 */
export function takesManager(error: unknown): boolean {
  return sqlState(error) === 'MU001';
}
