import { sql } from '../../database';
import { type Actor, recordActivity } from './record';

/** Something that leaves as a file. */
export interface ExportedFile {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly actor: Actor;
  readonly what: 'activity' | 'audit';
  /** What of it, and how: filters and format. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Records that somebody took a file along: an act like any other. Run it before the file begins. */
export function recordExport({ tenant, actor, what, detail }: ExportedFile): Promise<void> {
  return recordActivity(sql, {
    tenantId: tenant.id,
    actor,
    action: `${what}.exported`,
    subject: { kind: 'tenant', id: tenant.id, name: tenant.name },
    outcome: 'done',
    detail,
  });
}
