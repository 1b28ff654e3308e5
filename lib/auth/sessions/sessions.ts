import { effective, isPermission, type Permission } from '../../access';
import { sql } from '../../database';
import { type Names, shownName } from '../../directory';
import { sessionCookie } from './session-cookie';

/** The signed-in user, as every page and route sees them. */
export interface CurrentUser {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantSlug: string;
  readonly userName: string;
  /** The name to show: the display name, else given and family name, else the user name. */
  readonly name: string;
  readonly email: string | null;
  readonly sessionId: string;
  /** What the user may do, implied permissions included. */
  readonly permissions: ReadonlySet<Permission>;
}

// What a user may do is read with every request and stands in no session, so a role given or taken needs no new one. A new
// password ends all of the user's sessions but the one that set it, which gets another id; a sign-in ends the one that
// the browser had.

/** A session ends when nobody used it for this long … */
export const idleHours = 12;
/** … and in any case after this many days. */
export const longestDays = 7;

interface Row extends Names {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantSlug: string;
  readonly email: string | null;
  readonly granted: string[];
}

// One statement answers the whole check, so nothing that ends access can fall between two reads of it. The use
// of the session is noted at most once a minute; else the statement only reads.
const findUser = `WITH seen AS (
    UPDATE sessions SET last_seen_at = now(),
      expires_at = LEAST(now() + interval '${idleHours} hours', created_at + interval '${longestDays} days')
    WHERE id = $1 AND expires_at > now() AND last_seen_at < now() - interval '1 minute')
  SELECT u.id, u.tenant_id AS "tenantId", t.name AS "tenantName", t.slug AS "tenantSlug",
    u.user_name AS "userName", u.email, u.display_name AS "displayName",
    u.given_name AS "givenName", u.family_name AS "familyName",
    ARRAY(SELECT p.permission FROM memberships m
      JOIN roles r ON r.id = m.role_id AND r.deleted_at IS NULL
      JOIN role_permissions p ON p.role_id = r.id
      WHERE m.user_id = u.id AND m.tenant_id = u.tenant_id) AS granted
  FROM sessions s
  JOIN users u ON u.id = s.user_id AND u.active AND u.deleted_at IS NULL
  JOIN tenants t ON t.id = u.tenant_id
  WHERE s.id = $1 AND s.expires_at > now()`;

/** The user of a session that still holds, or null: ended, expired, or the user was deactivated or removed. */
export async function sessionUser(sessionId: string): Promise<CurrentUser | null> {
  const [row] = await sql.rows<Row>({ name: 'auth-session-user', text: findUser, values: [sessionId] });
  if (!row) return null;
  const { id, tenantId, tenantName, tenantSlug, userName, email, granted } = row;
  const permissions = effective(granted.filter(isPermission));
  return {
    id,
    tenantId,
    tenantName,
    tenantSlug,
    userName,
    email,
    sessionId,
    permissions,
    name: shownName(row),
  };
}

/** Ends one session: its cookie opens nothing from the next request on. */
export async function endSession(sessionId: string): Promise<void> {
  await sql.rows({
    name: 'auth-end-session',
    text: 'DELETE FROM sessions WHERE id = $1',
    values: [sessionId],
  });
}

/** The answer without a body to a browser whose session goes on under another id. */
export async function keptSession(sessionId: string): Promise<Response> {
  const cookie = await sessionCookie(sessionId, longestDays * 86_400);
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie, 'cache-control': 'no-store' } });
}
