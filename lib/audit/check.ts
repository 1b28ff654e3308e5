import { transaction } from '../database';
import { Chain, type Link } from './chain';
import { walk } from './walk';

/** What a check of a tenant's audit trail found. */
export interface AuditCheck {
  readonly entries: number;
  /** The last entry, to be noted elsewhere: its number and hash, as `12:` and hexadecimal digits. Null without entries. */
  readonly head: string | null;
  /** Where the trail is broken, in sentences; at most twenty. None: it is whole. */
  readonly problems: readonly string[];
}

const mostProblems = 20;

/** A place that was noted earlier: `number:hash`. Undefined where `text` is none. */
export function notedHead(text: string): Link | undefined {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (number === undefined || hash === undefined) return undefined;
  return { number: Number(number), hash: Buffer.from(hash, 'hex') };
}

/**
 * Checks every entry of a tenant's audit trail: that none is missing or was altered, added or moved.
 * @param noted an earlier head, kept where nobody could change it: a trail that was written anew does not lead there
 */
export function checkAudit(tenantId: string, noted?: Link): Promise<AuditCheck> {
  return transaction(async (tx) => {
    // Entries that are added meanwhile are for the next check.
    await tx.rows({ text: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY', values: [] });
    const [head] = await tx.rows<Link>({
      text: 'SELECT number, hash FROM audit_heads WHERE tenant_id = $1',
      values: [tenantId],
    });
    const chain = new Chain(tenantId);
    let entries = 0;
    let led = noted === undefined;
    for await (const batch of walk(tx, tenantId))
      for (const entry of batch) {
        chain.follow(entry);
        entries += 1;
        led ||= entry.number === noted?.number && entry.hash.equals(noted.hash);
      }
    chain.finish(head);
    if (!led)
      chain.problems.push(
        `Entry ${noted?.number} is not the one that was noted: the trail was written anew.`,
      );
    const { number, hash } = chain.end;
    return {
      entries,
      head: number > 0 ? `${number}:${hash.toString('hex')}` : null,
      problems: chain.problems.slice(0, mostProblems),
    };
  });
}
