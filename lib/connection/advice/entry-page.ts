import { type ActivityItem, entryOf, type ToldEntry } from '../../activity';
import { AppError } from '../../app-error';
import { sql } from '../../database';
import { isProviderId, type ProviderId } from '../providers/providers';
import type { Refusal } from './remedy';

/** The API key of a request, as far as it may be shown. */
export interface UsedKey {
  readonly name: string | null;
  readonly lastFour: string;
  readonly revokedAt: Date | null;
}

/** All that administrators see of one entry of the activity. */
export interface EntryPage extends ToldEntry {
  /** The identity provider that it comes from; null where it was somebody else. */
  readonly provider: ProviderId | null;
  /** The key that the request came with, where that is kept. */
  readonly key: UsedKey | null;
  /** What was answered, where the request was refused. */
  readonly refusal: Refusal | null;
}

/** An entry of a tenant with its exchange, its key, and what explains it. @throws AppError 404 */
export async function entryPage(tenantId: string, id: string): Promise<EntryPage> {
  const told = await entryOf(tenantId, id);
  if (!told) throw new AppError(404, 'There is no such entry. It may be too old to be kept.');
  const [provider, key] = await Promise.all([
    providerBehind(tenantId, told.entry),
    usedKey(tenantId, told.exchange?.keyId ?? null),
  ]);
  return { ...told, provider, key, refusal: refusalIn(told.entry) };
}

async function providerBehind(tenantId: string, { actor }: ActivityItem): Promise<ProviderId | null> {
  if (actor.kind !== 'identity-provider') return null;
  const [found] = await sql.rows<{ provider: string }>({
    text: 'SELECT provider FROM configurations WHERE tenant_id = $1 AND id = $2',
    values: [tenantId, actor.id ?? null],
  });
  return found && isProviderId(found.provider) ? found.provider : 'other';
}

async function usedKey(tenantId: string, keyId: string | null): Promise<UsedKey | null> {
  if (keyId === null) return null;
  const [key] = await sql.rows<UsedKey>({
    text: `SELECT name, last_four AS "lastFour", revoked_at AS "revokedAt" FROM api_keys WHERE tenant_id = $1 AND id = $2`,
    values: [tenantId, keyId],
  });
  return key ?? null;
}

function refusalIn({ outcome, subject, detail }: ActivityItem): Refusal | null {
  const { status, scimType, detail: text } = detail;
  if (outcome !== 'refused' || subject.kind !== 'request' || typeof status !== 'number') return null;
  return {
    status,
    scimType: typeof scimType === 'string' ? scimType : null,
    detail: typeof text === 'string' ? text : '',
  };
}
