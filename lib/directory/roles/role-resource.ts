import { sql } from '../../database';
import { groupType, type Json, type JsonObject, urns } from '../../scim';
import { memberDisplay, roleVersion, visibleRole } from '../resources/columns';
import type { Read } from '../resources/resource-store';

/** A member as a group shows it. */
export interface Member {
  readonly value: string;
  readonly display: string;
}

/** A role as the store reads it. */
export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly version: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Only where they were asked for: the first ones, and one more if there are more of them. */
  readonly members?: readonly Member[] | null;
}

/** A role that was looked for; all null where the id names none. */
export type FoundRole = RoleRow & { readonly visible: boolean | null };

/** How many members are read with their role; those behind them are read in parts while the answer is sent. */
const firstMembers = 100;
/** How many members are read at a time after that. */
const memberBatch = 2000;

const row = `r.id, r.name, r.external_id AS "externalId", ${roleVersion} AS version,
  r.created_at AS "createdAt", r.updated_at AS "updatedAt"`;

const members = `(SELECT jsonb_agg(jsonb_build_object('value', one.id, 'display', one.display) ORDER BY one.id) FROM (
    SELECT m.user_id AS id, ${memberDisplay} AS display FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.role_id = r.id AND u.deleted_at IS NULL ORDER BY m.user_id LIMIT ${firstMembers + 1}) one) AS members`;

/** The columns of `RoleRow`, of a row with the alias `r`. */
export function roleRow(withMembers: boolean): string {
  return withMembers ? `${row}, ${members}` : row;
}

/** Whether SCIM shows the role `r`: asked of the row that was found, not to find it. */
export const isVisibleRole = `(${visibleRole}) AS visible`;

/** The resource of a role (RFC 7643 §4.2); `base` is the address of the SCIM service. */
export function readRole(role: RoleRow, base: string): Read {
  const shown = role.members?.slice(0, firstMembers);
  const last = shown?.at(-1);
  const more = last && (role.members?.length ?? 0) > firstMembers;
  return {
    version: role.version,
    location: `${base}${groupType.endpoint}/${role.id}`,
    resource: () => roleResource({ ...role, members: shown }, base),
    ...(more && { moreMembers: membersAfter(role.id, last.value, base) }),
  };
}

function roleResource(role: RoleRow, base: string): JsonObject {
  return {
    schemas: [urns.group],
    id: role.id,
    displayName: role.name,
    ...(role.externalId !== null && { externalId: role.externalId }),
    ...(role.members && { members: role.members.map((member) => memberOf(member, base)) }),
    meta: {
      resourceType: groupType.name,
      created: role.createdAt.toISOString(),
      lastModified: role.updatedAt.toISOString(),
      location: `${base}${groupType.endpoint}/${role.id}`,
      version: role.version,
    },
  };
}

function memberOf({ value, display }: Member, base: string): Json {
  return { value, $ref: `${base}/Users/${value}`, type: 'User', display };
}

/**
 * The members of a role behind one of them, in the order of their ids. No connection is held between two parts: who
 * becomes or ceases to be a member meanwhile may be among them or not; all others are.
 */
async function* membersAfter(roleId: string, after: string, base: string): AsyncGenerator<readonly Json[]> {
  for (let last: string | undefined = after; last !== undefined; ) {
    const rows: Member[] = await sql.rows<Member>({
      name: 'members-after',
      text: `SELECT m.user_id AS value, ${memberDisplay} AS display FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.role_id = $1 AND m.user_id > $2 AND u.deleted_at IS NULL ORDER BY m.user_id LIMIT $3`,
      values: [roleId, last, memberBatch],
    });
    if (rows.length > 0) yield rows.map((member) => memberOf(member, base));
    last = rows.length === memberBatch ? rows.at(-1)?.value : undefined;
  }
}
