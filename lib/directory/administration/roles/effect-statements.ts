import { manageClient } from '../../../access';
import type { Statement } from '../../../database';
import { countUpTo, listCounts, pageCounts } from '../count';
import { masks } from './permission-mask';

/** Whom a planned change of a role can touch: its members, those among them who leave, or users who join. */
export type Whom = 'members' | 'leaving' | 'joining';

/** A planned change, as the statements take it. */
export interface Plan {
  readonly tenantId: string;
  readonly roleId: string;
  readonly whom: Whom;
  /** The users who leave or join; nobody where all members are meant. */
  readonly users: readonly string[];
  /** Masks of what the role would give and no longer give, implied permissions included. */
  readonly gains: number;
  readonly loses: number;
}

/** No more members than this are looked at for one answer. */
export const lookedAtMembers = pageCounts;

// Parameters: $1 tenant, $2 role, $3 and $4 permissions and what each holds, $5 what would be gained, $6 what would be
// lost, $7 the users who leave or join. Each statement's own follow.

/** The user in each of the sources. */
const inSource: Readonly<Record<Whom, string>> = {
  members: 'm.user_id',
  leaving: 'm.user_id',
  joining: 'w.user_id',
};

const sources: Readonly<Record<Whom, string>> = {
  members: 'SELECT m.user_id FROM memberships m WHERE m.role_id = $2 AND $7::uuid[] IS NOT NULL',
  leaving: 'SELECT m.user_id FROM memberships m WHERE m.role_id = $2 AND m.user_id = ANY($7::uuid[])',
  joining: `SELECT w.user_id FROM (SELECT DISTINCT unnest($7::uuid[]) AS user_id) w
    WHERE NOT EXISTS (SELECT FROM memberships m WHERE m.role_id = $2 AND m.user_id = w.user_id)`,
};

/** The tenant's other roles that give something of what would change. */
const giving = `giving AS MATERIALIZED (
    SELECT r.id, bit_or(e.mask) AS mask
    FROM roles r JOIN role_permissions p ON p.role_id = r.id
      JOIN unnest($3::text[], $4::int[]) AS e (permission, mask) ON e.permission = p.permission
    WHERE r.tenant_id = $1 AND r.id <> $2 AND r.deleted_at IS NULL
    GROUP BY r.id HAVING bit_or(e.mask) & ($5::int | $6::int) <> 0)`;

/**
 * The people who would gain or lose something: what no other role of theirs gives. Each is found by id, so that the
 * cost is that of the people looked at, whatever the tenant's size. Who is deactivated may do nothing, before and after.
 * They come in the order of `whom`, their ids.
 * @param which of them, as a condition on `inSource`
 */
function affected(whom: Whom, which?: string): string {
  const some = which === undefined ? '' : ` AND ${inSource[whom]} ${which}`;
  const source = `${sources[whom]}${some} ORDER BY 1 LIMIT ${lookedAtMembers}`;
  return `SELECT u.*, whom.user_id AS whom, $5::int & ~held.mask AS gains, $6::int & ~held.mask AS loses
    FROM (${source}) AS whom
    CROSS JOIN LATERAL (
      SELECT u.id, u.user_name, u.display_name, u.given_name, u.family_name, u.active, u.deleted_at
      FROM users u WHERE u.id = whom.user_id AND u.tenant_id IS NOT DISTINCT FROM $1::uuid OFFSET 0) u
    CROSS JOIN LATERAL (
      SELECT COALESCE(bit_or(g.mask), 0) AS mask FROM giving g
      WHERE EXISTS (SELECT FROM memberships o WHERE o.role_id = g.id AND o.user_id = whom.user_id)) held
    WHERE u.active AND u.deleted_at IS NULL`;
}

function valuesOf({ tenantId, roleId, gains, loses, users }: Plan): unknown[] {
  return [tenantId, roleId, masks.names, masks.held, gains, loses, users];
}

/** Counts rows of a common table with the column `mask`: all, and by permission in the order of `masks`. */
function counts(table: string, as: string): string {
  const each = masks.names.map((_, bit) => `count(*) FILTER (WHERE mask & ${1 << bit} <> 0)`);
  return `${as} AS (SELECT count(*)::int AS people, ARRAY[${each.join(', ')}]::int[] AS by FROM ${table})`;
}

/** What `countAffected` gives; numbers up to one beyond `listCounts`. */
export interface AffectedCounts {
  readonly gaining: number;
  readonly losing: number;
  readonly gainingBy: readonly number[];
  readonly losingBy: readonly number[];
  /** How many there are to look at, up to one more than are looked at. */
  readonly whom: number;
  /** What the reader would gain and lose, as masks. */
  readonly ownGains: number | null;
  readonly ownLoses: number | null;
}

/** Counts the people who would gain and those who would lose something, and by permission. */
export function countAffected(plan: Plan, readerId: string): Statement {
  const { whom } = plan;
  // Where nothing can be gained, or lost, nobody is looked at to find that out.
  const some = (column: 'gains' | 'loses') =>
    plan[column] === 0
      ? 'SELECT 0 AS mask WHERE FALSE'
      : `SELECT ${column} AS mask FROM (${affected(whom)}) a WHERE ${column} <> 0 LIMIT ${listCounts + 1}`;
  return {
    text: `WITH ${giving}, gaining AS MATERIALIZED (${some('gains')}), losing AS MATERIALIZED (${some('loses')}),
      ${counts('gaining', 'gained')}, ${counts('losing', 'lost')}, own AS (${affected(whom, '= $8')})
      SELECT gained.people AS gaining, gained.by AS "gainingBy", lost.people AS losing, lost.by AS "losingBy",
        ${countUpTo(lookedAtMembers, `FROM (${sources[whom]}) AS whom`)} AS whom,
        (SELECT gains FROM own) AS "ownGains", (SELECT loses FROM own) AS "ownLoses" FROM gained, lost`,
    values: [...valuesOf(plan), readerId],
  };
}

/** Of those who would gain or lose something, some behind an id, in the order of ids. */
export function selectAffected(plan: Plan, after: string | null, limit: number): Statement {
  return {
    text: `WITH ${giving}
      SELECT a.id, a.user_name AS "userName", a.display_name AS "displayName", a.given_name AS "givenName",
        a.family_name AS "familyName", a.gains, a.loses
      FROM (${affected(plan.whom, after === null ? undefined : '> $9')}) AS a
      WHERE a.gains | a.loses <> 0 ORDER BY a.whom LIMIT $8`,
    values: [...valuesOf(plan), limit, ...(after === null ? [] : [after])],
  };
}

/** Whether somebody active manages the client now, and whether somebody would where the role no longer gave it. */
export function selectManaged({ tenantId, roleId, whom, users }: Plan): Statement {
  const managers = (condition: string) => `EXISTS (SELECT FROM role_permissions p
    JOIN roles r ON r.id = p.role_id AND r.deleted_at IS NULL
    JOIN memberships m ON m.role_id = r.id
    JOIN users u ON u.id = m.user_id AND u.active AND u.deleted_at IS NULL
    WHERE p.permission = '${manageClient}' AND r.tenant_id = $1 ${condition})`;
  const others = managers('AND r.id <> $2');
  const stayers = managers('AND r.id = $2 AND m.user_id <> ALL($3::uuid[])');
  return {
    text: `SELECT ${managers('')} AS now, ${others} OR ($3::uuid[] IS NOT NULL AND ${stayers}) AS after`,
    values: [tenantId, roleId, whom === 'leaving' ? users : null],
  };
}
