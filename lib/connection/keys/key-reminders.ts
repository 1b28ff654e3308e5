import { recordActivity } from '../../activity';
import { type Sql, sql, transaction } from '../../database';
import { peopleWho } from '../../directory';
import { queueMail } from '../../mail';
import { providerOf } from '../providers/providers';

/** How many days before the expiry of a key those who manage SCIM are told, from the last time to the first. */
export const reminderDays = [1, 7, 30] as const;

interface Due {
  readonly id: string;
  readonly tenantId: string;
  readonly configurationId: string;
  readonly provider: string;
  readonly name: string | null;
  readonly lastFour: string;
  readonly expiresAt: Date;
  readonly days: number;
}

// The least of the days within which the key expires: who is late tells of that one alone.
const threshold = `(SELECT min(days) FROM unnest($1::int[]) AS days WHERE k.expires_at <= now() + make_interval(days => days))`;

/**
 * Takes the keys in force of which nobody was told that they expire within so many days. Of several servers that ask
 * at once, one gets each. A key that ends for another before it expires is nobody's care.
 */
function takeDue(tx: Sql): Promise<Due[]> {
  return tx.rows({
    text: `WITH due AS (
        SELECT k.id, ${threshold} AS days FROM api_keys k
        WHERE k.revoked_at IS NULL AND k.expires_at > now() AND (k.retires_at > k.expires_at) IS NOT FALSE
          AND ${threshold} < COALESCE(k.reminded_days, 2147483647)
        ORDER BY k.id LIMIT 100 FOR NO KEY UPDATE OF k SKIP LOCKED
      )
      UPDATE api_keys k SET reminded_days = due.days
      FROM due, configurations c WHERE k.id = due.id AND c.id = k.configuration_id AND c.deleted_at IS NULL
      RETURNING k.id, k.tenant_id AS "tenantId", k.configuration_id AS "configurationId", c.provider, k.name,
        k.last_four AS "lastFour", k.expires_at AS "expiresAt", due.days`,
    values: [[...reminderDays]],
  });
}

/** Queues the mails on one key, and tells of them. */
async function remind(tx: Sql, key: Due): Promise<void> {
  const { tenantId, configurationId, provider, days, lastFour, name, expiresAt } = key;
  const people = await peopleWho(tx, tenantId, 'scim.manage');
  for (const { id } of people)
    await queueMail(tx, {
      tenantId,
      kind: 'key-expires',
      data: { userId: id, provider, lastFour, name, expiresAt: expiresAt.toISOString() },
    });
  await recordActivity(tx, {
    tenantId,
    actor: { kind: 'system' },
    action: 'configuration.key-expiry-told',
    subject: { kind: 'configuration', id: configurationId, name: providerOf(provider).label },
    outcome: 'done',
    detail: { key: lastFour, days, people: people.length },
  });
}

/**
 * Queues mails to those who manage SCIM where a key in force expires soon: one on each key and each of the reminders,
 * whoever asks how often.
 * @returns on how many keys
 */
export async function remindOfExpiry(): Promise<number> {
  let total = 0;
  for (;;) {
    const taken = await transaction(async (tx) => {
      const due = await takeDue(tx);
      for (const key of due) await remind(tx, key);
      return due.length;
    });
    total += taken;
    if (taken === 0) return total;
  }
}

/** Whether a key is still in force that expires then: what was queued may be out of date when it leaves. */
export async function stillExpires(tenantId: string, lastFour: string, expiresAt: Date): Promise<boolean> {
  const rows = await sql.rows({
    text: `SELECT 1 FROM api_keys k JOIN configurations c ON c.id = k.configuration_id
      WHERE c.tenant_id = $1 AND c.deleted_at IS NULL AND k.revoked_at IS NULL AND k.last_four = $2 AND k.expires_at = $3`,
    values: [tenantId, lastFour, expiresAt],
  });
  return rows.length > 0;
}
