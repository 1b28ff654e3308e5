import { type Actor, bytesOf, csvRecord, recordExport } from '../activity';
import { sql } from '../database';
import { actOf, type StoredEntry, wordsOf } from './entry';
import { walk } from './walk';

/** How the audit trail is exported, by the name that stands in addresses. */
export const auditFormats = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  json: { type: 'application/x-ndjson; charset=utf-8', extension: 'ndjson' },
} as const;

/** The name of a format. */
export type AuditFormat = keyof typeof auditFormats;

const columns = [
  'number',
  'at',
  'actor',
  'actorName',
  'actorId',
  'words',
  'action',
  'subject',
  'subjectName',
  'subjectId',
  'outcome',
  'detail',
  'hash',
] as const;

function csvLine({ number, content, hash }: StoredEntry): string {
  const act = actOf(content);
  const shown: Partial<Record<(typeof columns)[number], unknown>> = {
    ...(act ? { ...act, words: wordsOf(act), detail: JSON.stringify(act.detail) } : { detail: content }),
    number,
    hash: hash.toString('hex'),
  };
  return csvRecord(columns.map((column) => shown[column]));
}

/** One object a line. `entry` stands there to the letter as its hash covers it. */
function jsonLine({ number, content, hash }: StoredEntry): string {
  return `{"number":${number},"hash":"${hash.toString('hex')}","entry":${content}}\n`;
}

/** Whose trail is exported, and by whom. */
export interface AuditExport {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly actor: Actor;
  readonly format: AuditFormat;
  /** Asked before each part: who loses access meanwhile gets no more of it. */
  readonly mayGoOn: () => Promise<boolean>;
}

async function* texts({ tenant, format, mayGoOn }: AuditExport): AsyncGenerator<string> {
  if (format === 'csv') yield csvRecord(columns);
  for await (const batch of walk(sql, tenant.id)) {
    if (!(await mayGoOn())) throw new Error('The reader may not see the audit trail any more.');
    yield batch.map(format === 'csv' ? csvLine : jsonLine).join('');
  }
}

/**
 * A tenant's audit trail as the bytes of a file, oldest first, read as fast as they leave. That it was exported is an
 * act, too, and the last one in it.
 */
export async function exportAudit(wanted: AuditExport): Promise<ReadableStream<Uint8Array>> {
  const { tenant, actor, format } = wanted;
  await recordExport({ tenant, actor, what: 'audit', detail: { format } });
  return bytesOf(texts(wanted));
}
