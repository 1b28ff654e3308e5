import { groupType, type JsonObject, urns } from '../scim';
import { memberDisplay, roleVersion } from './columns';

/** A role as the store reads it; `members` only where they were asked for. */
export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly version: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly members?: readonly { readonly value: string; readonly display: string }[] | null;
}

const row = `r.id, r.name, r.external_id AS "externalId", ${roleVersion} AS version,
  r.created_at AS "createdAt", r.updated_at AS "updatedAt"`;

const members = `(SELECT jsonb_agg(jsonb_build_object('value', u.id, 'display', ${memberDisplay}) ORDER BY u.id)
  FROM memberships m JOIN users u ON u.id = m.user_id AND u.deleted_at IS NULL WHERE m.role_id = r.id) AS members`;

/** The columns of `RoleRow`, of a row with the alias `r`. */
export function roleRow(withMembers: boolean): string {
  return withMembers ? `${row}, ${members}` : row;
}

/** The resource of a role (RFC 7643 §4.2); `base` is the address of the SCIM service. */
export function roleResource(role: RoleRow, base: string): JsonObject {
  return {
    schemas: [urns.group],
    id: role.id,
    displayName: role.name,
    ...(role.externalId !== null && { externalId: role.externalId }),
    ...(role.members && {
      members: role.members.map(({ value, display }) => ({
        value,
        $ref: `${base}/Users/${value}`,
        type: 'User',
        display,
      })),
    }),
    meta: {
      resourceType: groupType.name,
      created: role.createdAt.toISOString(),
      lastModified: role.updatedAt.toISOString(),
      location: `${base}${groupType.endpoint}/${role.id}`,
      version: role.version,
    },
  };
}
