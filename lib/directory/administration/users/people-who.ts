import { effective, type Permission, permissions } from '../../../access';
import { type Sql, sql } from '../../../database';
import { type Names, shownName } from '../../shown-name';

/** How many people are told of something at most. */
const most = 100;

/** Somebody who can be written to. */
export interface Addressed {
  readonly id: string;
  readonly name: string;
  readonly address: string;
}

type Row = Names & { readonly id: string; readonly address: string };

const columns = `u.id, u.user_name AS "userName", u.display_name AS "displayName", u.given_name AS "givenName",
  u.family_name AS "familyName", COALESCE(u.email, u.user_name) AS address`;
const canBeReached = `u.active AND u.deleted_at IS NULL AND COALESCE(u.email, u.user_name) LIKE '_%@_%'`;

function reachable({ id, address, ...names }: Row): Addressed {
  return { id, address, name: shownName(names) };
}

/** The active users of a tenant who hold a permission, also by one that implies it, and have an address; 100 at most. */
export async function peopleWho(on: Sql, tenantId: string, permission: Permission): Promise<Addressed[]> {
  const granting = permissions.map(({ name }) => name).filter((name) => effective([name]).has(permission));
  const rows = await on.rows<Row>({
    text: `SELECT ${columns} FROM users u
      WHERE u.tenant_id = $1 AND ${canBeReached} AND u.id IN (
        SELECT m.user_id FROM role_permissions p
        JOIN roles r ON r.id = p.role_id AND r.tenant_id = $1 AND r.deleted_at IS NULL
        JOIN memberships m ON m.role_id = r.id WHERE p.permission = ANY($2::text[]))
      ORDER BY u.id LIMIT ${most}`,
    values: [tenantId, granting],
  });
  return rows.map(reachable);
}

/** An active user of a tenant as somebody who can be written to; undefined where that is not so any more. */
export async function addressedUser(tenantId: string, id: string): Promise<Addressed | undefined> {
  const [row] = await sql.rows<Row>({
    text: `SELECT ${columns} FROM users u WHERE u.tenant_id = $1 AND u.id = $2 AND ${canBeReached}`,
    values: [tenantId, id],
  });
  return row && reachable(row);
}
