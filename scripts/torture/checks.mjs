// What must be true after a kill: every acknowledged write is there, and nothing is half done.
import { setTimeout as sleep } from 'node:timers/promises';
import { nothing } from './ledger.mjs';

/** @typedef {import('./ledger.mjs').Entry} Entry */

/** How many entries are looked at, at the same time. */
const atOnce = 4;

/** What the service shows of a user. */
async function read(client, entry, groups) {
  const filter = encodeURIComponent(`userName eq "${entry.userName}"`);
  const { status, body } = await client.send(
    entry.id === undefined ? `GET /Users?filter=${filter}` : `GET /Users/${entry.id}`,
  );
  if (status !== 200 && status !== 404) throw new Error(`A look-up was answered ${status}.`);
  const user = entry.id === undefined ? body.Resources?.[0] : status === 200 && body;
  if (!user) return nothing;
  entry.id = user.id;
  const roles = (user.groups ?? []).map(({ value }) => groups.indexOf(value)).sort((a, b) => a - b);
  const version = Number(/"(\d+)/.exec(user.meta.version)?.[1]);
  return { exists: true, title: user.title, active: user.active, roles, version };
}

/**
 * Looks for every write that was acknowledged or is in doubt since the last look, as a client does.
 * @param {import('./client.mjs').Client[]} clients
 * @param {readonly Entry[]} entries
 * @param {readonly string[]} groups
 * @returns {Promise<{ checked: number, violations: string[] }>} how many acknowledged writes were looked for
 */
export async function checkWrites(clients, entries, groups) {
  const left = entries.filter(({ unchecked, inDoubt }) => unchecked > 0 || inDoubt);
  const violations = [];
  let checked = 0;
  const look = async (client) => {
    for (let entry = left.pop(); entry; entry = left.pop()) {
      checked += entry.unchecked;
      const wrong = entry.check(await read(client, entry, groups));
      if (wrong) violations.push(wrong);
    }
  };
  await Promise.all(clients.slice(0, atOnce).map(look));
  return { checked, violations };
}

/** What an identity provider did to a resource, each of which moves its version on by one. */
const told = (subject) => `(SELECT subject_id, count(*)::int AS steps FROM activities
  WHERE actor = 'identity-provider' AND outcome = 'done' AND subject = '${subject}' GROUP BY subject_id)`;

/** Each gives a row for everything that is half done, with what is wrong. */
const halves = {
  'a user whose version and activity disagree': `SELECT u.user_name || ': version ' || u.version || ', ' ||
      COALESCE(t.steps, 0) || ' entries' AS wrong FROM users u LEFT JOIN ${told('user')} t ON t.subject_id = u.id
    WHERE u.configuration_id IS NOT NULL AND u.version <> COALESCE(t.steps, 0)`,
  'activity of a user who is not there': `SELECT t.subject_id::text AS wrong FROM ${told('user')} t
    WHERE NOT EXISTS (SELECT FROM users WHERE id = t.subject_id)`,
  'a removed user who is still active, or in a group': `SELECT user_name AS wrong FROM users u
    WHERE deleted_at IS NOT NULL AND (active OR EXISTS (SELECT FROM memberships WHERE user_id = u.id))`,
};

const groupsAsTheyAre = `SELECT r.id, r.version, COALESCE(t.steps, 0) AS steps,
    (SELECT count(*)::int FROM memberships WHERE role_id = r.id) AS members,
    (SELECT COALESCE(sum(CASE action WHEN 'role.members-added' THEN 1 WHEN 'role.members-removed' THEN -1 ELSE 0 END
      * COALESCE((detail->>'count')::int, 0)), 0)::int FROM activities WHERE subject_id = r.id) AS told
  FROM roles r LEFT JOIN ${told('role')} t ON t.subject_id = r.id WHERE r.id = ANY($1)`;

/** Waits until nothing of what killed servers had begun still runs in PostgreSQL. */
export async function untilQuiet(admin) {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const { rows } = await admin.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'muster' AND state <> 'idle'`,
    );
    if (rows.length === 0) return;
    await sleep(20);
  }
  throw new Error('Statements still run in PostgreSQL half a minute after the last request.');
}

/** The groups' versions and members, whose removed members moved them on without an entry of their own. */
async function checkGroups(admin, entries, groups) {
  const { rows } = await admin.query(groupsAsTheyAre, [groups]);
  return rows.flatMap(({ id, version, steps, members, told }) => {
    const role = groups.indexOf(id);
    const removed = entries.flatMap(({ removedFrom }) => removedFrom).filter((one) => one === role).length;
    const expected = entries.filter(({ state }) => state.roles.includes(role)).length;
    const wrong = [];
    if (version !== steps + removed)
      wrong.push(`group ${role}: version ${version}, ${steps} entries and ${removed} removed members`);
    if (members !== told - removed)
      wrong.push(`group ${role}: ${members} members, and its activity tells of ${told} less ${removed}`);
    if (members !== expected)
      wrong.push(`group ${role}: ${members} members, and ${expected} were acknowledged`);
    return wrong;
  });
}

/**
 * Looks into the database for what is half done.
 * @param {import('pg').Client} admin
 * @param {readonly Entry[]} entries after `checkWrites`
 * @param {readonly string[]} groups
 * @returns {Promise<string[]>} what is wrong
 */
export async function checkWholeness(admin, entries, groups) {
  const violations = [];
  for (const [name, query] of Object.entries(halves)) {
    const { rows } = await admin.query(query);
    for (const { wrong } of rows) violations.push(`${name}: ${wrong}`);
  }
  violations.push(...(await checkGroups(admin, entries, groups)));
  const { rows } = await admin.query(
    'SELECT count(*)::int AS users FROM users WHERE configuration_id IS NOT NULL AND deleted_at IS NULL',
  );
  const here = entries.filter(({ state }) => state.exists).length;
  if (rows[0].users !== here) violations.push(`There are ${rows[0].users} users, and ${here} were written.`);
  return violations;
}
