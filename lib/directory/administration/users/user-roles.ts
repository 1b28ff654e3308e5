import { effective, isPermission, type Permission, permissions } from '../../../access';
import { sql } from '../../../database';
import type { Administrator } from '../administrator';
import { type Origin, originOf } from '../origin';

/** How somebody got a role, as activity tells it. */
export interface Grant {
  /** The entry. */
  readonly entry: string;
  readonly actor: 'identity-provider' | 'user' | 'operator' | 'system';
  /** Who gave it; null where the entry names nobody. */
  readonly by: string | null;
}

/** A role of a user, and where it came from. */
export interface UserRole {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** The identity provider whose group the role is; null for a local one. */
  readonly provider: string | null;
  /** Since when the user has it. */
  readonly since: Date;
  /** Null where nothing is on record any more, and for who may not see activity. */
  readonly grant: Grant | null;
  /** What the role grants, implied permissions not included. */
  readonly permissions: readonly Permission[];
}

/** One way in which a user holds a permission: a role that grants it, or another one that implies it. */
export interface PermissionPath {
  readonly role: { readonly id: string; readonly name: string };
  /** What the role grants; another permission than the held one where that implies it. */
  readonly granted: Permission;
}

/** A permission that a user holds, and every way in which they do. */
export interface HeldPermission {
  readonly permission: Permission;
  readonly paths: readonly PermissionPath[];
}

/** An entry's id is made up to so many milliseconds before or after its transaction begins. */
const apartMs = 10_000;
/** Entries that are looked at for one role: more are made in that time only while a directory is imported. */
const lookedAt = 500;

/** The least id of what was made at a time, as SQL. */
function idAt(time: string, awayMs: number): string {
  const hex = `lpad(to_hex((extract(epoch FROM ${time}) * 1000)::bigint + ${awayMs}), 12, '0')`;
  return `(left(${hex}, 8) || '-' || right(${hex}, 4) || '-7000-8000-000000000000')::uuid`;
}

// A membership and the entry that tells of it are of one transaction, whose time both bear.
const ranges = (['identity-provider', 'user', 'operator'] as const).map(
  (actor) => `(SELECT a.id, a.actor, a.actor_name, a.at, a.detail FROM activities a
    WHERE a.tenant_id = m.tenant_id AND a.subject_id = m.role_id AND a.outcome = 'done' AND a.actor = '${actor}'
      AND a.action = 'role.members-added'
      AND a.id > ${idAt('m.created_at', -apartMs)} AND a.id < ${idAt('m.created_at', apartMs)}
    ORDER BY a.id DESC NULLS LAST LIMIT ${lookedAt})`,
);
const grant = `SELECT e.id, e.actor, e.actor_name FROM (${ranges.join(' UNION ALL ')}) AS e
  WHERE e.at = m.created_at
  ORDER BY e.detail->'members' @> jsonb_build_array(jsonb_build_object('id', m.user_id)) DESC LIMIT 1`;

type Row = Omit<UserRole, 'permissions' | 'grant'> & {
  readonly permissions: string[];
  readonly entry: string | null;
  readonly actor: Grant['actor'];
  readonly by: string | null;
};

function rolesSql(granted: string): string {
  return `SELECT r.id, r.name, ${originOf('r')}, m.created_at AS since,
      ARRAY(SELECT p.permission FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS permissions, ${granted}
    WHERE m.tenant_id = $1 AND m.user_id = $2 ORDER BY r.name_key`;
}

const of = 'FROM memberships m JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL';
const withGrants = rolesSql(
  `g.id AS entry, g.actor, g.actor_name AS by ${of} LEFT JOIN LATERAL (${grant}) AS g ON TRUE`,
);
const withoutGrants = rolesSql(`NULL AS entry ${of}`);

/** The roles of a user by name, and how each was given, if that is on record and the reader may see activity. */
export async function rolesOf(by: Administrator, userId: string): Promise<UserRole[]> {
  const seen = by.permissions.has('activity.view');
  const rows = await sql.rows<Row>({
    name: seen ? 'directory-user-roles-given' : 'directory-user-roles',
    text: seen ? withGrants : withoutGrants,
    values: [by.tenantId, userId],
  });
  return rows.map(({ entry, actor, by: giver, ...role }) => ({
    ...role,
    permissions: role.permissions.filter(isPermission),
    grant: entry === null ? null : { entry, actor, by: giver },
  }));
}

/** How a role gives a permission: by itself, else through the first one it grants that implies it. */
function pathThrough({ id, name, permissions: all }: UserRole, permission: Permission): PermissionPath[] {
  const granted = all.includes(permission)
    ? permission
    : all.find((other) => effective([other]).has(permission));
  return granted ? [{ role: { id, name }, granted }] : [];
}

/** Each permission that the roles hold together, with every way to it; in the order of the table. */
export function heldThrough(roles: readonly UserRole[]): HeldPermission[] {
  return permissions.flatMap(({ name: permission }) => {
    const paths = roles.flatMap((role) => pathThrough(role, permission));
    return paths.length > 0 ? [{ permission, paths }] : [];
  });
}
