import { sql } from '../../database';
import { type Names, shownName } from '../shown-name';

/** How many are named, and how many members of a role are looked at for them. */
const most = 100;

/** Somebody who may change something in Client Settings. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** The tenant's people who may manage something, by name; of very many, some. */
async function administratorsOf(tenantId: string): Promise<NamedPerson[]> {
  const rows = await sql.rows<Names & { id: string }>({
    text: `SELECT DISTINCT u.id, u.user_name AS "userName", u.display_name AS "displayName",
        u.given_name AS "givenName", u.family_name AS "familyName"
      FROM roles r CROSS JOIN LATERAL (
        SELECT m.user_id FROM memberships m WHERE m.role_id = r.id ORDER BY m.user_id LIMIT ${most}) AS m
      JOIN users u ON u.id = m.user_id AND u.tenant_id = r.tenant_id
      WHERE r.tenant_id = $1 AND r.deleted_at IS NULL AND EXISTS (
        SELECT FROM role_permissions p WHERE p.role_id = r.id AND p.permission LIKE '%.manage')
      ORDER BY u.id LIMIT ${most}`,
    values: [tenantId],
  });
  const people = rows.map((row) => ({ id: row.id, name: shownName(row) }));
  return people.sort((one, two) => one.name.localeCompare(two.name, 'en'));
}

/** The name of a tenant's user, removed ones among them; null where there is none with this id. */
async function personNamed(tenantId: string, id: string): Promise<NamedPerson | null> {
  const [row] = await sql.rows<Names>({
    text: `SELECT u.user_name AS "userName", u.display_name AS "displayName", u.given_name AS "givenName",
        u.family_name AS "familyName"
      FROM users u WHERE u.tenant_id = $1 AND u.id = $2`,
    values: [tenantId, id],
  });
  return row ? { id, name: shownName(row) } : null;
}

/** Those whose activity is asked for by name: who may manage something, and `person`, whoever that is. */
export async function actingPeople(tenantId: string, person?: string): Promise<NamedPerson[]> {
  const people = await administratorsOf(tenantId);
  if (person === undefined || people.some(({ id }) => id === person)) return people;
  const named = await personNamed(tenantId, person);
  return [...people, named ?? { id: person, name: 'Somebody who is unknown' }];
}
