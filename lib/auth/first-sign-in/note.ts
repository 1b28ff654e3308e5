import { type Sql, sql } from '../../database';
import { hashToken } from '../token';

/** Notes that a mail with a password link left for somebody who never signed in, or that it could not be sent. */
export async function noteMailed(on: Sql, userId: string, sent: boolean): Promise<void> {
  await on.rows({
    name: 'auth-note-mailed',
    text: `INSERT INTO first_sign_ins AS f (user_id, tenant_id, stage, since, mailed_at, failed_at)
      SELECT id, tenant_id, CASE WHEN $2 THEN 'mailed' ELSE 'provisioned' END, created_at,
        CASE WHEN $2 THEN now() END, CASE WHEN NOT $2::boolean THEN now() END FROM users WHERE id = $1
      ON CONFLICT (user_id) DO UPDATE SET mailed_at = COALESCE(excluded.mailed_at, f.mailed_at),
        failed_at = excluded.failed_at,
        stage = CASE WHEN f.stage = 'provisioned' THEN excluded.stage ELSE f.stage END`,
    values: [userId, sent],
  });
}

/**
 * Notes that the link with `token` was followed, where it is a valid one of somebody who has no password yet. It tells
 * nobody whether it was.
 */
export async function noteLinkOpened(token: string): Promise<void> {
  await sql.rows({
    name: 'auth-note-opened',
    text: `INSERT INTO first_sign_ins AS f (user_id, tenant_id, stage, since, opened_at)
      SELECT u.id, u.tenant_id, 'opened', u.created_at, now()
      FROM password_links l JOIN users u ON u.id = l.user_id AND u.active AND u.deleted_at IS NULL
      WHERE l.hash = $1 AND l.used_at IS NULL AND l.expires_at > now() AND u.password_hash IS NULL
      ON CONFLICT (user_id) DO UPDATE SET stage = 'opened', opened_at = excluded.opened_at
        WHERE f.stage IN ('provisioned', 'mailed')`,
    values: [hashToken(token)],
  });
}

/** Notes that somebody signed in; only the first time writes anything. */
export async function noteSignedIn(on: Sql, userId: string): Promise<void> {
  await on.rows({
    name: 'auth-note-signed-in',
    text: `INSERT INTO first_sign_ins AS f (user_id, tenant_id, stage, since, signed_in_at)
      SELECT id, tenant_id, 'signed-in', created_at, now() FROM users WHERE id = $1
      ON CONFLICT (user_id) DO UPDATE SET stage = 'signed-in', signed_in_at = excluded.signed_in_at
        WHERE f.stage <> 'signed-in'`,
    values: [userId],
  });
}
