import { keepManager } from '../access';
import { type Actor, recordActivities } from '../activity';
import { type Sql, sql } from '../database';
import { type Count, countOf, countUpTo, pageCounts } from './count';
import { type Names, shownName } from './shown-name';

/** What the identity providers of a tenant provisioned and did not remove. */
export interface Provisioned {
  readonly users: { readonly total: Count; readonly active: Count };
  readonly roles: number;
}

type Counted = Readonly<Record<'total' | 'active' | 'localActive' | 'roles', number>>;

const provisioned = 'tenant_id = $1 AND configuration_id IS NOT NULL AND deleted_at IS NULL';

// No index knows who is both provisioned and active: the local ones, who are few, are counted apart and taken away.
// The bound lets as many of them pass beside those that are asked for.
const countAll = `WITH local AS MATERIALIZED (
    SELECT count(*)::int AS active FROM users
    WHERE tenant_id = $1 AND configuration_id IS NULL AND deleted_at IS NULL AND active)
  SELECT ${countUpTo(pageCounts, `FROM users WHERE ${provisioned}`)} AS total,
    (SELECT count(*)::int FROM (SELECT FROM users WHERE tenant_id = $1 AND deleted_at IS NULL AND active
      LIMIT ${pageCounts + 1} + (SELECT active FROM local)) AS counted) AS active,
    local.active AS "localActive",
    (SELECT count(*)::int FROM roles WHERE ${provisioned}) AS roles
  FROM local`;

/** Counts what the identity providers of a tenant provisioned and did not remove, users up to a bound. */
export async function countProvisioned(tenantId: string): Promise<Provisioned> {
  const [row] = await sql.rows<Counted>({
    name: 'directory-count-provisioned',
    text: countAll,
    values: [tenantId],
  });
  const { total, active, localActive, roles } = row ?? { total: 0, active: 0, localActive: 0, roles: 0 };
  const users = { total: countOf(total, pageCounts), active: countOf(active - localActive, pageCounts) };
  return { users, roles };
}

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
