import { z } from 'zod';
import { sql } from '../database';
import type { Entry } from './record';
import { inWords } from './words';

const largestPage = 200;
const uuid = z.guid({ error: 'Give the id of an entry, as an earlier page did.' });

/** Which entries a page of activity holds. */
export const activityQuery = z.object({
  /** The cursor of an earlier page: only entries before it. */
  before: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(largestPage).default(50),
  /** The id of the user, role or configuration that it happened to. */
  subject: z.guid({ error: 'Give the id of a user, a role or a configuration.' }).optional(),
  actor: z.enum(['identity-provider', 'user', 'operator', 'system']).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
});

/** What `listActivity` filters and pages by. */
export type ActivityQuery = z.input<typeof activityQuery>;

/** An entry as administrators read it. */
export interface ActivityItem extends Omit<Entry, 'tenantId'> {
  readonly id: string;
  readonly at: Date;
  readonly detail: Readonly<Record<string, unknown>>;
  /** What happened, in a sentence: “Okta deactivated Ada Lovelace”. */
  readonly words: string;
}

/** Entries, newest first, and the cursor of the next page; null where there is none. */
export interface ActivityPage {
  readonly entries: readonly ActivityItem[];
  readonly before: string | null;
}

type Row = Omit<ActivityItem, 'words'>;

/** A page of a tenant's activity, newest first. @throws z.ZodError where `query` does not fit `activityQuery` */
export async function listActivity(tenantId: string, query: ActivityQuery = {}): Promise<ActivityPage> {
  const { before, limit, subject, actor, outcome } = activityQuery.parse(query);
  const rows = await sql.rows<Row>({
    text: `SELECT id, at, action, outcome, detail,
        jsonb_strip_nulls(jsonb_build_object('kind', actor, 'id', actor_id, 'name', actor_name)) AS actor,
        jsonb_strip_nulls(jsonb_build_object('kind', subject, 'id', subject_id, 'name', subject_name)) AS subject
      FROM activities
      WHERE tenant_id = $1
        AND ($2::uuid IS NULL OR id < $2)
        AND ($3::uuid IS NULL OR subject_id = $3)
        AND ($4::text IS NULL OR activities.actor = $4)
        AND ($5::text IS NULL OR outcome = $5)
      ORDER BY id DESC LIMIT $6`,
    values: [tenantId, before ?? null, subject ?? null, actor ?? null, outcome ?? null, limit + 1],
  });
  const entries = rows.slice(0, limit).map((row) => ({ ...row, words: inWords(row) }));
  return { entries, before: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
