import { recordActivity } from '../activity';
import type { Sql, Statement } from '../database';
import { type MemberChange, nestedGroup, type TypedFilter } from '../scim';
import { elementColumns, memberDisplay, memberParts, visibleRole, visibleUser } from './columns';
import { filterSql, Parameters } from './filter-sql';
import { isResourceId } from './resource-id';
import type { Scope } from './scope';

/** Somebody who became a member, or ceased to be one. */
export interface ChangedMember {
  readonly id: string;
  readonly name: string;
}

/** What one change of a role's members did. `skipped` are ids that name no user of the tenant. */
export interface MembershipChange {
  readonly added: readonly ChangedMember[];
  readonly removed: readonly ChangedMember[];
  readonly skipped: readonly string[];
}

/** How many members an activity entry names; beyond it tells their number alone. */
const namedMembers = 20;

/**
 * Changes the members of a role that is locked by `tx`, as rows that come and go: what is there is not read. An
 * id that names no user is skipped and recorded, so that one stale id does not lose an identity provider's push.
 */
export async function changeMembers(
  tx: Sql,
  scope: Scope,
  role: { readonly id: string; readonly name: string },
  change: MemberChange,
): Promise<MembershipChange> {
  const ids = 'ids' in change ? [...new Set(change.ids)] : [];
  const added =
    change.kind === 'add' || change.kind === 'replace' ? await add(tx, scope, role.id, ids) : none;
  const removed = change.kind === 'add' ? [] : await remove(tx, scope, role.id, change, ids);
  const result = { added: added.members, removed, skipped: added.skipped };
  await record(tx, scope, role, 'role.members-added', result.added, result.skipped);
  await record(tx, scope, role, 'role.members-removed', result.removed, []);
  return result;
}

const none = { members: [], skipped: [] } as const;

/** Makes members of those users who are none; the others, and repeated ids, change nothing. */
async function add(
  tx: Sql,
  { tenantId }: Scope,
  roleId: string,
  ids: readonly string[],
): Promise<{ members: readonly ChangedMember[]; skipped: readonly string[] }> {
  if (ids.length === 0) return none;
  const rows = await tx.rows<ChangedMember & { added: boolean }>({
    name: 'members-add',
    text: `WITH known AS (
        SELECT u.id, ${memberDisplay} AS name FROM users u
        WHERE u.tenant_id = $1 AND u.id = ANY($3::uuid[]) AND ${visibleUser}
      ), made AS (
        INSERT INTO memberships (tenant_id, role_id, user_id) SELECT $1, $2, id FROM known
        ON CONFLICT DO NOTHING RETURNING user_id
      )
      SELECT known.id, known.name, made.user_id IS NOT NULL AS added FROM known LEFT JOIN made ON made.user_id = known.id`,
    values: [tenantId, roleId, ids.filter((id) => isResourceId(id))],
  });
  const known = new Set(rows.map(({ id }) => id));
  const skipped = ids.filter((id) => !known.has(id));
  await refuseGroups(tx, tenantId, skipped);
  return { members: rows.filter((row) => row.added).map(({ id, name }) => ({ id, name })), skipped };
}

/** An id that names no user may name a group: that is no stale id, but a wish that can't be granted. */
async function refuseGroups(tx: Sql, tenantId: string, ids: readonly string[]): Promise<void> {
  const possible = ids.filter((id) => isResourceId(id));
  if (possible.length === 0) return;
  const groups = await tx.rows({
    name: 'members-groups',
    text: `SELECT 1 FROM roles r WHERE r.tenant_id = $1 AND r.id = ANY($2::uuid[]) AND ${visibleRole} LIMIT 1`,
    values: [tenantId, possible],
  });
  if (groups.length > 0) throw nestedGroup();
}

async function remove(
  tx: Sql,
  scope: Scope,
  roleId: string,
  change: Exclude<MemberChange, { kind: 'add' }>,
  ids: readonly string[],
): Promise<readonly ChangedMember[]> {
  if (change.kind === 'remove-where') return tx.rows(removeWhere(scope, roleId, change.filter));
  const text = (condition: string) =>
    `DELETE FROM memberships m USING users u WHERE u.id = m.user_id AND m.tenant_id = $1 AND m.role_id = $2
      AND ${condition} RETURNING u.id, ${memberDisplay} AS name`;
  const values = [scope.tenantId, roleId, ids.filter((id) => isResourceId(id))];
  if (change.kind === 'remove') {
    return tx.rows({ name: 'members-remove', text: text('m.user_id = ANY($3::uuid[])'), values });
  }
  return tx.rows({ name: 'members-retain', text: text('m.user_id <> ALL($3::uuid[])'), values });
}

function removeWhere({ tenantId, base }: Scope, roleId: string, filter: TypedFilter): Statement {
  const parts = memberParts(base);
  const to = new Parameters();
  to.values.push(tenantId, roleId);
  const condition = filterSql(
    filter,
    elementColumns(({ name }) => parts[name] ?? { kind: 'scalar', sql: 'NULL::text', as: 'text' }),
    to,
  );
  return {
    text: `DELETE FROM memberships m USING users u WHERE u.id = m.user_id AND m.tenant_id = $1 AND m.role_id = $2
      AND ${condition} RETURNING u.id, ${memberDisplay} AS name`,
    values: to.values,
  };
}

async function record(
  tx: Sql,
  { tenantId, actor }: Scope,
  role: { readonly id: string; readonly name: string },
  action: string,
  members: readonly ChangedMember[],
  skipped: readonly string[],
): Promise<void> {
  if (members.length === 0 && skipped.length === 0) return;
  await recordActivity(tx, {
    tenantId,
    actor,
    action,
    subject: { kind: 'role', id: role.id, name: role.name },
    outcome: 'done',
    detail: {
      count: members.length,
      members: members.slice(0, namedMembers),
      ...(skipped.length > 0 && { skipped: skipped.slice(0, namedMembers), skippedCount: skipped.length }),
    },
  });
}
