import { z } from 'zod';
import { sql } from '../database';
import { actorKinds, type Entry, outcomes } from './record';
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
  actor: z.enum(actorKinds).optional(),
  outcome: z.enum(outcomes).optional(),
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

type Filters = Omit<z.output<typeof activityQuery>, 'limit'>;

/**
 * The newest entries that the filters leave, each combination of them a range of an index: by actor and outcome
 * as the indexes of activity are, or by subject. However rare an entry is, nothing but entries that fit is read.
 */
function newest({ before, subject, actor, outcome }: Filters, add: (value: string) => string): string {
  const since = before === undefined ? '' : ` AND id < ${add(before)}::uuid`;
  const taken = ' ORDER BY id DESC LIMIT $2';
  if (subject !== undefined) {
    const by = (actor ? ` AND actor = '${actor}'` : '') + (outcome ? ` AND outcome = '${outcome}'` : '');
    const about = `tenant_id = $1 AND subject_id = ${add(subject)}::uuid`;
    return `SELECT * FROM activities WHERE ${about}${by}${since}${taken}`;
  }
  const ranges = (actor ? [actor] : actorKinds).flatMap((kind) =>
    (outcome ? [outcome] : outcomes).map((end) => `actor = '${kind}' AND outcome = '${end}'`),
  );
  return ranges
    .map((range) => `(SELECT * FROM activities WHERE tenant_id = $1 AND ${range}${since}${taken})`)
    .join(' UNION ALL ');
}

/** A page of a tenant's activity, newest first. @throws z.ZodError where `query` does not fit `activityQuery` */
export async function listActivity(tenantId: string, query: ActivityQuery = {}): Promise<ActivityPage> {
  const { limit, ...filters } = activityQuery.parse(query);
  const values: unknown[] = [tenantId, limit + 1];
  const entriesOf = newest(filters, (value) => `$${values.push(value)}`);
  const rows = await sql.rows<Row>({
    text: `SELECT id, at, action, outcome, detail,
        jsonb_strip_nulls(jsonb_build_object('kind', actor, 'id', actor_id, 'name', actor_name)) AS actor,
        jsonb_strip_nulls(jsonb_build_object('kind', subject, 'id', subject_id, 'name', subject_name)) AS subject
      FROM (${entriesOf}) AS entry ORDER BY id DESC LIMIT $2`,
    values,
  });
  const entries = rows.slice(0, limit).map((row) => ({ ...row, words: inWords(row) }));
  return { entries, before: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
