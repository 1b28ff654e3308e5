import { z } from 'zod';
import { sql } from '../database';
import { actOf, type StoredEntry, storedColumns, wordsOf } from './entry';

const number = z.coerce.number('Give the number of an entry.').int().min(1).max(2_147_483_647);

/** Which entries a page of the audit trail holds. */
export const auditQuery = z.object({
  /** Only entries before that number. */
  before: number.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An entry of the audit trail as administrators read it. */
export interface AuditItem {
  readonly number: number;
  /** When it was done, in ISO 8601; null where the entry can't be read any more. */
  readonly at: string | null;
  readonly words: string;
  readonly outcome: 'done' | 'refused' | null;
  /** In hexadecimal digits. */
  readonly hash: string;
}

/** Entries, newest first, and the number before which the next page begins; null where there is none. */
export interface AuditPage {
  readonly entries: readonly AuditItem[];
  readonly before: number | null;
}

function itemOf({ number, content, hash }: StoredEntry): AuditItem {
  const act = actOf(content);
  const shown = { number, hash: hash.toString('hex') };
  if (!act) return { ...shown, at: null, words: 'This entry was changed and can’t be read', outcome: null };
  return { ...shown, at: act.at, words: wordsOf(act), outcome: act.outcome };
}

/** A page of a tenant's audit trail, newest first. @throws z.ZodError where `query` does not fit `auditQuery` */
export async function listAudit(
  tenantId: string,
  query: z.input<typeof auditQuery> = {},
): Promise<AuditPage> {
  const { before, limit } = auditQuery.parse(query);
  const rows = await sql.rows<StoredEntry>({
    name: 'audit-list',
    text: `SELECT ${storedColumns} FROM audit_entries WHERE tenant_id = $1 AND number < COALESCE($2, 2147483647)
      ORDER BY number DESC LIMIT $3`,
    values: [tenantId, before ?? null, limit + 1],
  });
  const entries = rows.slice(0, limit).map(itemOf);
  return { entries, before: rows.length > limit ? (entries.at(-1)?.number ?? null) : null };
}
