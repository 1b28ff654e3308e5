import { keepManager } from '../access';
import { type Actor, idsFromNow, numberedId } from '../activity';
import { type Sql, sql } from '../database';
import { type Count, countOf, countUpTo, pageCounts } from './count';
import { shownNameSql } from './shown-name';

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
