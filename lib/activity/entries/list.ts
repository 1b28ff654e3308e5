import { sql } from '../../database';
import type { Entry } from '../records/record';
import { inWords } from '../words/words';
import { type ActivityQuery, activityQuery, type Filters, filtersOf } from './query';
import { type Bounds, lookedSql } from './ranges';

/** An entry as administrators read it. */
export interface ActivityItem extends Omit<Entry, 'tenantId' | 'requestId'> {
  readonly id: string;
  readonly at: Date;
  readonly detail: Readonly<Record<string, unknown>>;
  /** The request of the identity provider that did it; null for what people did. */
  readonly requestId: string | null;
  /** What happened, in a sentence: “Okta deactivated Ada Lovelace”. */
  readonly words: string;
}

/** Entries, newest first, and the cursor of the next page; null where there is none. */
export interface ActivityPage {
  readonly entries: readonly ActivityItem[];
  /** A page may hold fewer entries than asked for, even none, and others still come before it. */
  readonly before: string | null;
}

type Row = Omit<ActivityItem, 'words'>;

/** The columns of an `ActivityItem`, of an entry `e`. */
export const itemColumns = `e.id, e.at, e.action, e.outcome, e.detail, e.request_id AS "requestId",
  jsonb_strip_nulls(jsonb_build_object('kind', e.actor, 'id', e.actor_id, 'name', e.actor_name)) AS actor,
  jsonb_strip_nulls(jsonb_build_object('kind', e.subject, 'id', e.subject_id, 'name', e.subject_name)) AS subject`;

/** An entry with its sentence. */
export function itemOf(row: Row): ActivityItem {
  return { ...row, words: inWords(row) };
}

/** A row of a page; of a page without entries there is one, without an id. */
type Read = (Row | { readonly id: null }) & {
  /** How many entries were looked at, and the last of them. */
  readonly looked: number;
  readonly last: string | null;
};

/** A page of up to `limit` entries that fit the filters, newest first. */
export async function readActivity(
  tenantId: string,
  filters: Filters & Bounds,
  limit: number,
): Promise<ActivityPage> {
  const values: unknown[] = [tenantId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { text, most } = lookedSql(filters, limit + 1, add);
  const read = await sql.rows<Read>({
    text: `${text}, page AS MATERIALIZED (SELECT id FROM looked WHERE fits ORDER BY id DESC LIMIT ${add(limit + 1)})
      SELECT item.*, meta.* FROM (SELECT count(*)::int AS looked, (SELECT id FROM looked ORDER BY id LIMIT 1) AS last
        FROM looked) AS meta
      LEFT JOIN (SELECT ${itemColumns} FROM page JOIN activities e ON e.id = page.id) AS item ON TRUE
      ORDER BY item.id DESC`,
    values,
  });
  const rows = read.flatMap(({ looked: _looked, last: _last, ...row }) => (row.id === null ? [] : [row]));
  const entries = rows.slice(0, limit).map(itemOf);
  const more = rows.length > limit ? entries.at(-1)?.id : undefined;
  const [{ looked = 0, last = null } = {}] = read;
  return { entries, before: more ?? (looked === most && most > limit + 1 ? last : null) };
}

/** A page of a tenant's activity, newest first. @throws z.ZodError where `query` does not fit `activityQuery` */
export async function listActivity(tenantId: string, query: ActivityQuery = {}): Promise<ActivityPage> {
  const { limit, before, after, ...given } = activityQuery.parse(query);
  return readActivity(tenantId, { ...filtersOf(given), before, after }, limit);
}
