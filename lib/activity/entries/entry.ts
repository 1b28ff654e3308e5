import { z } from 'zod';
import { sql } from '../../database';
import { type Exchange, exchangeOf } from '../exchanges/exchange';
import { type ActivityItem, itemColumns, itemOf, readActivity } from './list';
import { requestFilters } from './query';

/** How many other entries of the same request or about the same subject are shown beside one. */
const related = 10;

/** An entry with what belongs to it. */
export interface ToldEntry {
  readonly entry: ActivityItem;
  /** What was sent and answered; null where it is not kept, or it was no identity provider. */
  readonly exchange: Exchange | null;
  /** What the same request did besides, newest first. */
  readonly sameRequest: readonly ActivityItem[];
  /** What else happened to the same subject around that time, newest first. */
  readonly sameSubject: readonly ActivityItem[];
}

type Row = Omit<ActivityItem, 'words'>;

/** An entry of a tenant by its id; null where there is none, be it that it was never, or is too old to be kept. */
export async function entryOf(tenantId: string, id: string): Promise<ToldEntry | null> {
  if (!z.guid().safeParse(id).success) return null;
  const [row] = await sql.rows<Row>({
    text: `SELECT ${itemColumns} FROM activities e WHERE e.id = $2 AND e.tenant_id = $1`,
    values: [tenantId, id],
  });
  if (!row) return null;
  const entry = itemOf(row);
  const exchange = entry.requestId === null ? null : await exchangeOf(tenantId, entry.requestId);
  const [sameRequest, sameSubject] = await Promise.all([
    ofRequest(tenantId, entry, exchange),
    ofSubject(tenantId, entry),
  ]);
  return { entry, exchange, sameRequest, sameSubject };
}

async function ofRequest(
  tenantId: string,
  { id, requestId }: ActivityItem,
  exchange: Exchange | null,
): Promise<readonly ActivityItem[]> {
  if (requestId === null) return [];
  const filters = requestFilters({}, requestId, exchange?.durationUs);
  const { entries } = await readActivity(tenantId, filters, related + 1);
  return entries.filter((other) => other.id !== id).slice(0, related);
}

/** Some before and some after it, fewer of the one where there are not so many of the other. */
async function ofSubject(tenantId: string, { id, subject }: ActivityItem): Promise<readonly ActivityItem[]> {
  if (subject.id === undefined) return [];
  const subjects = [subject.id];
  const [older, newer] = await Promise.all([
    readActivity(tenantId, { subjects, before: id }, related),
    readActivity(tenantId, { subjects, after: id }, related),
  ]);
  // Of the newer ones, the list has the newest: those right after it are shown only where they are all.
  const after = newer.before === null ? newer.entries : [];
  return [...after.slice(-related / 2), ...older.entries].slice(0, related);
}
