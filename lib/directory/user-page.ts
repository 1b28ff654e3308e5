import { validate as isUuid } from 'uuid';
import { effective, isPermission, type Permission, permissions } from '../access';
import { type ActivityItem, listActivity } from '../activity';
import { AppError } from '../app-error';
import { sql } from '../database';
import type { Administrator } from './administrator';
import { type Profile, type ProfileRow, profileColumns, profileOf } from './profile';
import { shownName } from './shown-name';
import { type Origin, statusOf, type UserStatus } from './user-list';

/** A role of a user. */
export interface UserRole {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** What the role grants, implied permissions not included. */
  readonly permissions: readonly Permission[];
}

/** A permission that a user holds, and the roles it comes from, directly or implied by another. */
export interface HeldPermission {
  readonly permission: Permission;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

/** All that administrators see of one user. */
export interface UserPage {
  readonly id: string;
  readonly name: string;
  readonly profile: Profile;
  readonly status: UserStatus;
  readonly origin: Origin;
  /** The identity provider that provisioned the user; null for a local one. */
  readonly provider: string | null;
  /** Set where an identity provider manages the user, so that nobody edits the user here. */
  readonly managed: { readonly provider: string; readonly since: Date } | null;
  /** The connected identity provider that a local user could be linked to; null where there is none. */
  readonly linkableTo: string | null;
  readonly externalId: string | null;
  /** False until the user has set a password. */
  readonly hasPassword: boolean;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly removedAt: Date | null;
  readonly roles: readonly UserRole[];
  readonly permissions: readonly HeldPermission[];
  /** What happened to the user last, newest first; null for who may not see activity. */
  readonly activity: readonly ActivityItem[] | null;
}

type Row = ProfileRow &
  Omit<UserPage, 'name' | 'profile' | 'managed' | 'roles' | 'permissions' | 'activity'> & {
    readonly managedBy: string | null;
    readonly managedSince: Date;
  };

async function findUser(tenantId: string, id: string): Promise<Row | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await sql.rows<Row>({
    name: 'directory-user-page',
    text: `SELECT u.id, ${profileColumns}, ${statusOf} AS status,
        CASE WHEN u.configuration_id IS NULL THEN 'local' ELSE 'provisioned' END AS origin,
        c.provider, live.provider AS "managedBy", greatest(live.created_at, u.created_at) AS "managedSince",
        u.external_id AS "externalId",
        (SELECT provider FROM configurations l WHERE l.tenant_id = u.tenant_id AND l.deleted_at IS NULL
          AND u.configuration_id IS NULL) AS "linkableTo", u.password_hash IS NOT NULL AS "hasPassword",
        (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeenAt",
        u.created_at AS "createdAt", u.updated_at AS "updatedAt", u.deleted_at AS "removedAt"
      FROM users u
      LEFT JOIN configurations c ON c.id = u.configuration_id
      LEFT JOIN configurations live ON live.tenant_id = u.tenant_id AND live.deleted_at IS NULL
        AND u.configuration_id IS NOT NULL
      WHERE u.tenant_id = $1 AND u.id = $2`,
    values: [tenantId, id],
  });
  return row;
}

async function rolesOf(tenantId: string, userId: string): Promise<UserRole[]> {
  const rows = await sql.rows<Omit<UserRole, 'permissions'> & { permissions: string[] }>({
    name: 'directory-user-roles',
    text: `SELECT r.id, r.name, CASE WHEN r.configuration_id IS NULL THEN 'local' ELSE 'provisioned' END AS origin,
        ARRAY(SELECT p.permission FROM role_permissions p WHERE p.role_id = r.id ORDER BY 1) AS permissions
      FROM memberships m JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
      WHERE m.tenant_id = $1 AND m.user_id = $2 ORDER BY r.name_key`,
    values: [tenantId, userId],
  });
  return rows.map((row) => ({ ...row, permissions: row.permissions.filter(isPermission) }));
}

/** Each permission that the roles hold together, with the roles it comes from; in the order of the table. */
export function heldThrough(roles: readonly UserRole[]): HeldPermission[] {
  return permissions.flatMap(({ name: permission }) => {
    const from = roles.filter((role) => effective(role.permissions).has(permission));
    return from.length > 0 ? [{ permission, roles: from.map(({ id, name }) => ({ id, name })) }] : [];
  });
}

async function recentActivity(by: Administrator, id: string): Promise<UserPage['activity']> {
  if (!by.permissions.has('activity.view')) return null;
  const { entries } = await listActivity(by.tenantId, { subject: id, limit: 10 });
  return entries;
}

/** A user of the administrator's tenant, removed ones among them. @throws AppError 404 */
export async function userPage(by: Administrator, id: string): Promise<UserPage> {
  const row = await findUser(by.tenantId, id);
  if (!row) throw new AppError(404, 'There is no such user.');
  const [roles, activity] = await Promise.all([rolesOf(by.tenantId, id), recentActivity(by, id)]);
  return {
    id,
    name: shownName(row),
    profile: profileOf(row),
    status: row.status,
    origin: row.origin,
    provider: row.provider,
    managed: row.managedBy === null ? null : { provider: row.managedBy, since: row.managedSince },
    linkableTo: row.linkableTo,
    externalId: row.externalId,
    hasPassword: row.hasPassword,
    lastSeenAt: row.lastSeenAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    removedAt: row.removedAt,
    roles,
    permissions: heldThrough(roles),
    activity,
  };
}
