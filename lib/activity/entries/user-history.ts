import { z } from 'zod';
import { sql } from '../../database';
import { type ActivityItem, type ActivityPage, itemColumns, itemOf, readActivity } from './list';
import { activityQuery } from './query';

/** Which page of a user's history is read. */
export const historyQuery = activityQuery.pick({ before: true }).extend({
  limit: z.coerce.number().int().min(1).max(200).default(20),
});

/** What `userHistory` pages by. */
export type HistoryQuery = z.input<typeof historyQuery>;

const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Entries about roles that name the user. */
async function namedIn(tenantId: string, userId: string, before: string, limit: number) {
  const rows = await sql.rows<Omit<ActivityItem, 'words'>>({
    name: 'activity-naming-user',
    text: `SELECT ${itemColumns} FROM (
        SELECT entry_id FROM member_entries WHERE user_id = $2 AND entry_id < $3 ORDER BY entry_id DESC LIMIT $4) AS named
      CROSS JOIN LATERAL (SELECT * FROM activities a WHERE a.id = named.entry_id OFFSET 0) AS e
      WHERE e.tenant_id = $1`,
    values: [tenantId, userId, before, limit],
  });
  return rows.map(itemOf);
}

/**
 * A page of everything that happened to a user of the tenant, newest first: to the user as such, and roles that were
 * given and taken. An entry about very many members of a role names some of them, and is of their history alone.
 * @throws z.ZodError where `query` does not fit `historyQuery`
 */
export async function userHistory(
  tenantId: string,
  userId: string,
  query: HistoryQuery = {},
): Promise<ActivityPage> {
  const { before, limit } = historyQuery.parse(query);
  const [about, named] = await Promise.all([
    readActivity(tenantId, { subjects: [userId], before }, limit),
    namedIn(tenantId, userId, before ?? afterAll, limit + 1),
  ]);
  const all = [...about.entries, ...named].sort((one, two) => (one.id < two.id ? 1 : -1));
  const entries = all.slice(0, limit);
  const more = all.length > limit || about.before !== null;
  return { entries, before: more ? (entries.at(-1)?.id ?? null) : null };
}
