import { keepManager } from '../../../access';
import { type Actor, idsFromNow, numberedId } from '../../../activity';
import { type Sql, sql } from '../../../database';
import { shownNameSql } from '../../shown-name';
import { type Count, countOf, countUpTo, pageCounts } from '../count';

/** What the identity providers of a tenant provisioned and did not remove. */
export interface Provisioned {
  readonly users: { readonly total: Count; readonly active: Count };
  readonly roles: number;
  /** How many of the roles have a permission. */
  readonly grantingRoles: number;
}

type Counted = Readonly<Record<'total' | 'deactivated' | 'roles' | 'grantingRoles', number>>;

const provisioned = 'tenant_id = $1 AND configuration_id IS NOT NULL AND deleted_at IS NULL';

// Who is active is counted by those who are not: they are few, and have an index.
const countAll = `SELECT ${countUpTo(pageCounts, `FROM users WHERE ${provisioned}`)} AS total,
  ${countUpTo(pageCounts, `FROM users WHERE ${provisioned} AND NOT active`)} AS deactivated,
  (SELECT count(*)::int FROM roles WHERE ${provisioned}) AS roles,
  (SELECT count(*)::int FROM roles WHERE ${provisioned}
    AND EXISTS (SELECT FROM role_permissions p WHERE p.role_id = roles.id)) AS "grantingRoles"`;

/** Counts what the identity providers of a tenant provisioned and did not remove, users up to a bound. */
export async function countProvisioned(tenantId: string): Promise<Provisioned> {
  const [row] = await sql.rows<Counted>({
    name: 'directory-count-provisioned',
    text: countAll,
    values: [tenantId],
  });
  const counted = row ?? { total: 0, deactivated: 0, roles: 0, grantingRoles: 0 };
  const total = countOf(counted.total, pageCounts);
  const active = { ...total, count: Math.max(0, total.count - counted.deactivated) };
  return { users: { total, active }, roles: counted.roles, grantingRoles: counted.grantingRoles };
}

/** How many users the identity providers of a tenant provisioned and did not remove. */
export async function countProvisionedUsers(tx: Sql, tenantId: string): Promise<number> {
  const [row] = await tx.rows<{ users: number }>({
    text: `SELECT count(*)::int AS users FROM users
      WHERE ${provisioned}`,
    values: [tenantId],
  });
  return row?.users ?? 0;
}

// One statement, however many there are: neither the users nor their entries travel.
const deactivateAll = `WITH u AS (
    UPDATE users SET active = false, version = version + 1, updated_at = now()
    WHERE ${provisioned} AND active
    RETURNING id, user_name, display_name, given_name, family_name
  ), told AS (
    INSERT INTO activities (id, tenant_id, actor, actor_id, actor_name, action, subject, subject_id, subject_name, outcome)
    SELECT ${numberedId('$2::text', 'row_number() OVER ()')}, $1, $3::text, $4::uuid, $5::text, 'user.deactivated', 'user',
      u.id, ${shownNameSql}, 'done' FROM u
  )
  SELECT count(*)::int AS users FROM u`;

/**
 * Deactivates every active user that an identity provider of the tenant provisioned, and ends their access.
 * @returns how many there were
 * @throws LastManagerError when nobody active could manage the client after it
 */
export function deactivateProvisionedUsers(tx: Sql, tenantId: string, actor: Actor): Promise<number> {
  return keepManager(tx, tenantId, async () => {
    const [row] = await tx.rows<{ users: number }>({
      text: deactivateAll,
      values: [tenantId, idsFromNow(), actor.kind, actor.id ?? null, actor.name ?? null],
    });
    return row?.users ?? 0;
  });
}
