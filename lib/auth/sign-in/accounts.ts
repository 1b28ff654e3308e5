import { sql } from '../../database';
import { fold, type Names } from '../../directory';

/** One account that a user name or e-mail address may mean; other tenants may have others. */
export interface Account extends Names {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly passwordHash: string | null;
}

// One address in more tenants than this is no person who signs in; each is a password hash to compute.
const most = 8;

// Each is found in an index of its own, in its order, so that none costs more for what another tenant has of a name.
const named = (by: string) =>
  `(SELECT * FROM users WHERE ${by} AND deleted_at IS NULL ORDER BY active DESC, id LIMIT ${most})`;

/**
 * The accounts that `identifier` names, in every tenant, those whose user name it is first. Removed accounts are
 * none; deactivated ones are among them, after the active ones.
 */
export async function accountsNamed(identifier: string): Promise<Account[]> {
  // PostgreSQL's texts hold no NUL, so nobody is named so.
  if (identifier.includes('\0')) return [];
  return sql.rows<Account>({
    name: 'auth-accounts-named',
    text: `SELECT u.id, u.tenant_id AS "tenantId", t.name AS "tenantName", u.user_name AS "userName", u.email,
        u.display_name AS "displayName", u.given_name AS "givenName", u.family_name AS "familyName",
        u.active, u.password_hash AS "passwordHash"
      FROM (${named("user_name_key = $1 AND user_name_key <> ''")} UNION ALL ${named('email_key = $1 AND email_key <> user_name_key')}) u
        JOIN tenants t ON t.id = u.tenant_id
      ORDER BY u.active DESC, (u.user_name_key = $1) DESC, u.created_at, u.id LIMIT ${most}`,
    values: [fold(identifier.trim())],
  });
}
