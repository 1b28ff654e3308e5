import { validate as isUuid } from 'uuid';
import { type ActivityPage, type HistoryQuery, userHistory } from '../../../activity';
import { AppError } from '../../../app-error';
import { sql } from '../../../database';
import { shownName } from '../../shown-name';
import type { Administrator } from '../administrator';
import {
  type Managed,
  type ManagerRow,
  managedIn,
  managerOf,
  type Origin,
  originOf,
  withManager,
} from '../origin';
import { type AttributeChanges, attributeChanges } from './attribute-changes';
import { type OtherAttribute, otherAttributes } from './other-attributes';
import { type Profile, type ProfileRow, profileColumns, profileOf } from './profile';
import { statusOf, type UserStatus } from './user-list';
import { type HeldPermission, heldThrough, rolesOf, type UserRole } from './user-roles';

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
  readonly managed: Managed | null;
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
}

/** What only a user's own page shows. */
export interface UserDetails {
  /** What the identity provider sent beside the profile. */
  readonly others: readonly OtherAttribute[];
  /** When attributes changed last; null for who may not see activity. */
  readonly changes: AttributeChanges | null;
  /** The first page of everything that happened to the user, newest first; null for who may not see activity. */
  readonly history: ActivityPage | null;
}

type Row = ProfileRow & ManagerRow & Omit<UserPage, 'name' | 'profile' | 'managed' | 'roles' | 'permissions'>;

async function findUser(tenantId: string, id: string): Promise<Row | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await sql.rows<Row>({
    name: 'directory-user-page',
    text: `SELECT u.id, ${profileColumns}, ${statusOf} AS status,
        ${originOf('u')}, ${managerOf('u')},
        u.external_id AS "externalId",
        (SELECT provider FROM configurations l WHERE l.tenant_id = u.tenant_id AND l.deleted_at IS NULL
          AND u.configuration_id IS NULL) AS "linkableTo", u.password_hash IS NOT NULL AS "hasPassword",
        (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS "lastSeenAt",
        u.created_at AS "createdAt", u.updated_at AS "updatedAt", u.deleted_at AS "removedAt"
      FROM users u
      ${withManager('u')}
      WHERE u.tenant_id = $1 AND u.id = $2`,
    values: [tenantId, id],
  });
  return row;
}

/** A user of the administrator's tenant, removed ones among them. @throws AppError 404 */
export async function userPage(by: Administrator, id: string): Promise<UserPage> {
  return (await withRow(by, id)).page;
}

/** The same with all that is known of the attributes, and what happened. @throws AppError 404 */
export async function userWithDetails(by: Administrator, id: string): Promise<UserPage & UserDetails> {
  const { page, row } = await withRow(by, id);
  const seen = by.permissions.has('activity.view');
  const [changes, history] = await Promise.all([
    seen ? attributeChanges(by.tenantId, id) : null,
    seen ? userHistory(by.tenantId, id) : null,
  ]);
  // A linked user was here before the identity provider managed them.
  const managed = page.managed && {
    ...page.managed,
    since: new Date(Math.max(page.managed.since.getTime(), changes?.linkedAt?.getTime() ?? 0)),
  };
  return { ...page, managed, others: otherAttributes(row.attributes), changes, history };
}

/** A page of what happened to a user of the tenant, removed ones among them. @throws AppError 404 */
export async function historyOf(tenantId: string, id: string, query: HistoryQuery): Promise<ActivityPage> {
  const known = !isUuid(id)
    ? []
    : await sql.rows({
        name: 'directory-user-known',
        text: 'SELECT FROM users WHERE tenant_id = $1 AND id = $2',
        values: [tenantId, id],
      });
  if (known.length === 0) throw new AppError(404, 'There is no such user.');
  return userHistory(tenantId, id, query);
}

async function withRow(by: Administrator, id: string): Promise<{ page: UserPage; row: Row }> {
  const row = await findUser(by.tenantId, id);
  if (!row) throw new AppError(404, 'There is no such user.');
  const roles = await rolesOf(by, id);
  const page = {
    id,
    name: shownName(row),
    profile: profileOf(row),
    status: row.status,
    origin: row.origin,
    provider: row.provider,
    managed: managedIn(row),
    linkableTo: row.linkableTo,
    externalId: row.externalId,
    hasPassword: row.hasPassword,
    lastSeenAt: row.lastSeenAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    removedAt: row.removedAt,
    roles,
    permissions: heldThrough(roles),
  };
  return { page, row };
}
