import { noteLatest, type TenantRequest } from '../../activity';
import { sql, writtenBehind } from '../../database';
import { hashApiKey, parseApiKey, startLength } from './api-key';

/** How many are looked up at most at a time: who sends more of them is no administrator who pasted a key. */
const atOnce = 200;

/** A request that came with no key, in the words of its tenant-to-be. */
type Seen = Omit<TenantRequest, 'tenantId' | 'lastFour' | 'problem'>;

interface Stray {
  readonly seen: Seen;
  readonly key: StrayKey;
}

/** What looks like a key in the wrong place, or like a piece of one. */
export interface StrayKey {
  /** How it begins, behind the prefix. */
  readonly start: string;
  /** The SHA-256 of it, where it is whole. */
  readonly hash?: Buffer;
}

/** What looks like an API key, or a piece of one, in an Authorization header that was of no use. */
export function strayKey(header: string): StrayKey | undefined {
  const text = withDecodedBasic(header.slice(0, 2000));
  const [sent] = /mst_[0-9A-Za-z]+/.exec(text) ?? [];
  if (sent !== undefined) {
    const start = sent.slice('mst_'.length, 'mst_'.length + startLength);
    if (start.length < startLength) return undefined;
    return parseApiKey(sent) ? { start, hash: hashApiKey(sent) } : { start };
  }
  // The prefix may be what was not copied.
  const [bare] = /[0-9A-Za-z]{20,}/.exec(text) ?? [];
  return bare === undefined ? undefined : { start: bare.slice(0, startLength) };
}

function withDecodedBasic(header: string): string {
  const [, encoded] = /\bBasic\s+([\w+/=-]+)/i.exec(header) ?? [];
  return encoded === undefined ? header : Buffer.from(encoded, 'base64').toString('latin1');
}

const strays = writtenBehind<Stray[]>('Requests with damaged API keys', () => [], write);

/**
 * Notes a request that was refused because it came without a valid key, for the tenant whose key was probably meant.
 * Nothing is looked up for the answer, which is the same whatever came with it.
 */
export function noteStrayKey(header: string | undefined, seen: Seen): void {
  const key = header === undefined ? undefined : strayKey(header);
  if (!key || strays.content.length >= atOnce) return;
  strays.content.push({ seen, key });
  strays.noted();
}

/** Hands what has been noted so far on to the latest requests. Call it before those are flushed. */
export function flushStrayKeys(): Promise<void> {
  return strays.flush();
}

interface LiveKey {
  readonly start: string;
  readonly hash: Buffer;
  readonly tenantId: string;
  readonly lastFour: string;
}

async function write(content: Stray[]): Promise<void> {
  const batch = content.splice(0);
  if (batch.length === 0) return;
  const keys = await sql.rows<LiveKey>({
    name: 'connection-keys-by-start',
    text: `SELECT k.start, k.hash, k.tenant_id AS "tenantId", k.last_four AS "lastFour"
      FROM api_keys k JOIN configurations c ON c.id = k.configuration_id
      WHERE k.start = ANY($1::text[]) AND k.revoked_at IS NULL AND c.deleted_at IS NULL`,
    values: [[...new Set(batch.map(({ key }) => key.start))]],
  });
  for (const { seen, key } of batch) {
    const alike = keys.filter(({ start }) => start === key.start);
    const whole = alike.find(({ hash }) => key.hash?.equals(hash));
    // Where two keys begin alike, it is nobody's.
    const meant = whole ?? (alike.length === 1 ? alike[0] : undefined);
    if (!meant) continue;
    const problem = whole ? 'misplaced-key' : 'damaged-key';
    noteLatest({ ...seen, tenantId: meant.tenantId, lastFour: meant.lastFour, problem });
  }
}
