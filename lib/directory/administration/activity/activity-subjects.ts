import { validate as isUuid } from 'uuid';
import { sql } from '../../../database';
import { shownNameSql } from '../../shown-name';
import { beginningOf, lookedAtUsers, lookedEnough } from '../users/user-search';

/** Of how many users and of how many roles, each, a search shows the activity. More letters find others. */
const most = 50;

/** Whose activity a search shows. */
export interface Subjects {
  readonly ids: readonly string[];
  /** False where others fit, too. */
  readonly complete: boolean;
}

/**
 * The users and roles of a tenant, removed ones among them, whom a search means: users by the beginning of a name, a
 * user name or an e-mail address, roles by any part of their name. The nearest first: those who bear it as their whole name.
 * @param search folded
 */
export async function subjectsNamed(tenantId: string, search: string): Promise<Subjects> {
  const values: unknown[] = [tenantId];
  const beginning = beginningOf(search, values);
  const text = beginning.from;
  const [found] = await sql.rows<Subjects>({
    text: `WITH ${lookedAtUsers('u.id, u.user_name_key, u.email_key, u.display_name, u.given_name, u.family_name, u.user_name', beginning)},
      found_users AS (SELECT DISTINCT ON (near, u.user_name_key, u.id) u.id FROM looked u
        CROSS JOIN LATERAL (SELECT lower(${shownNameSql}) <> ${text} AND u.user_name_key <> ${text}
          AND COALESCE(u.email_key <> ${text}, TRUE) AS near) AS nearness
        ORDER BY near, u.user_name_key, u.id LIMIT ${most + 1}),
      found_roles AS (SELECT r.id FROM roles r WHERE r.tenant_id = $1 AND strpos(r.name_key, ${text}) > 0
        ORDER BY r.name_key <> ${text}, r.name_key, r.id LIMIT ${most + 1})
      SELECT ARRAY(SELECT id FROM (SELECT id FROM found_users LIMIT ${most}) AS users UNION ALL
          SELECT id FROM (SELECT id FROM found_roles LIMIT ${most}) AS roles) AS ids,
        ${lookedEnough} AND (SELECT count(*) <= ${most} FROM found_users)
          AND (SELECT count(*) <= ${most} FROM found_roles) AS complete`,
    values,
  });
  return found ?? { ids: [], complete: true };
}

/** Whether an id is that of a user, a role or a configuration of a tenant, removed ones among them. */
export async function isSubject(tenantId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const rows = await sql.rows({
    text: `SELECT 1 FROM users WHERE tenant_id = $1 AND id = $2 UNION ALL SELECT 1 FROM roles WHERE tenant_id = $1 AND id = $2
      UNION ALL SELECT 1 FROM configurations WHERE tenant_id = $1 AND id = $2 LIMIT 1`,
    values: [tenantId, id],
  });
  return rows.length > 0;
}
