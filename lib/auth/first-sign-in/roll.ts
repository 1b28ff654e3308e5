import { leastIdAt } from '../../activity';
import { leastUuid, sql } from '../../database';

/** Users that one statement enters: few enough to take some ten milliseconds. */
const most = 5000;

/** Local users that are looked for each time; a client has few. */
const localUsers = 1000;

/** A user's id is made before the row is committed: ids of the last minute can still be joined by smaller ones. */
const settledMs = 60_000;

/** Where nobody came, it is noted now and then how far that was looked at, and not each time. */
const notedMs = 3_600_000;

// Asked of each user who is looked at; a join might read the whole table instead.
const isNew = '(SELECT TRUE FROM first_sign_ins f WHERE f.user_id = u.id) IS NULL';

// Ids are in the order of time. So a client's users up to a certain id are entered once and not looked at again.
const enter = `WITH roll AS (
    SELECT COALESCE((SELECT up_to FROM first_sign_in_rolls WHERE tenant_id = $1), '${leastUuid}'::uuid) AS up_to
  ), next AS MATERIALIZED (
    SELECT u.id, u.created_at, u.password_hash IS NOT NULL AS settled FROM users u
    WHERE u.tenant_id = $1 AND u.configuration_id IS NOT NULL AND u.deleted_at IS NULL
      AND u.id > (SELECT up_to FROM roll)
      AND ${isNew}
    ORDER BY u.id LIMIT ${most}
  ), local AS MATERIALIZED (
    SELECT u.id, u.created_at, u.password_hash IS NOT NULL AS settled FROM users u
    WHERE u.tenant_id = $1 AND u.configuration_id IS NULL AND u.deleted_at IS NULL
      AND ${isNew}
    ORDER BY u.user_name_key LIMIT ${localUsers}
  ), known AS (
    SELECT u.*, (SELECT max(l.created_at) FROM password_links l WHERE l.user_id = u.id) AS mailed_at
    FROM (SELECT * FROM next UNION ALL SELECT * FROM local) AS u
  ), made AS (
    INSERT INTO first_sign_ins (user_id, tenant_id, stage, since, mailed_at)
    SELECT id, $1, CASE WHEN settled THEN 'signed-in' WHEN mailed_at IS NULL THEN 'provisioned' ELSE 'mailed' END,
      created_at, mailed_at FROM known ON CONFLICT DO NOTHING
  ), reached AS (
    SELECT CASE WHEN (SELECT count(*) FROM next) < ${most} THEN $2::uuid
      ELSE LEAST((SELECT id FROM next ORDER BY id DESC LIMIT 1), $2::uuid) END AS up_to
  ), moved AS (
    INSERT INTO first_sign_in_rolls AS r (tenant_id, up_to)
    SELECT $1, reached.up_to FROM reached, roll
    WHERE reached.up_to > roll.up_to AND (EXISTS (SELECT FROM next) OR roll.up_to < $3::uuid)
    ON CONFLICT (tenant_id) DO UPDATE SET up_to = GREATEST(r.up_to, excluded.up_to)
  )
  SELECT count(*)::int AS entered FROM next`;

/**
 * Enters the client's users who came since the last time into the table of first sign-ins, some thousands at most.
 * @returns whether there are others left
 */
export async function enterUsers(tenantId: string): Promise<boolean> {
  const before = (ms: number) => leastIdAt(new Date(Date.now() - ms));
  const [row] = await sql.rows<{ entered: number }>({
    name: 'auth-enter-users',
    text: enter,
    values: [tenantId, before(settledMs), before(notedMs)],
  });
  return row?.entered === most;
}

/** Enters all of them, however many there are. */
export async function enterAllUsers(tenantId: string, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await enterUsers(tenantId)));
}
