import { type Sql, transaction } from '../../database';
import { holdBreaker } from '../breaker/held-changes';
import type { Scope } from '../resources/scope';
import { lockTenant } from '../tenants/lock-tenant';
import { holdRoles } from './user-statements';

/** How often a write is tried without holding what it read; beyond that it stands in line. */
const freeAttempts = 4;

/**
 * Runs an attempt to write a user that it read before, until it gives a result: none means that another request
 * changed the user between the two. An attempt that lost several times gets a transaction in which nobody else
 * can change the user, so that many writers at once all come to their turn.
 * @param attempt reads and writes on `tx`, where it is given one
 */
export async function inTurn<Result>(
  scope: Scope,
  userId: string,
  attempt: (tx?: Sql) => Promise<Result | undefined>,
): Promise<Result> {
  for (let i = 0; i < freeAttempts; i++) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  return transaction(async (tx) => {
    await tx.rows(holdRoles(scope, userId));
    await lockTenant(tx, scope.tenantId);
    await tx.rows(holdBreaker(scope));
    await tx.rows({
      name: 'user-hold',
      text: 'SELECT 1 FROM users WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE',
      values: [scope.tenantId, userId],
    });
    const result = await attempt(tx);
    if (result === undefined) throw new Error('A user that is held was changed by somebody else.');
    return result;
  });
}
