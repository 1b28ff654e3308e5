import { storableStart } from '../../activity';
import { sql, writtenBehind } from '../../database';
import { withoutKeys } from './api-key';

/** Who sent a request, as far as it is known. */
export interface Sender {
  readonly address?: string;
  readonly userAgent?: string;
}

/** One use of a key. */
interface Use extends Sender {
  readonly at: Date;
}

/** The last use of each key, not yet written. */
const uses = writtenBehind('The last use of API keys', () => new Map<string, Use>(), write);

/** How much is kept of what a client calls itself. */
const longestUserAgent = 200;

async function write(pending: Map<string, Use>): Promise<void> {
  const batch = new Map(pending);
  if (batch.size === 0) return;
  pending.clear();
  try {
    await sql.rows({
      name: 'connection-key-used',
      // Held in the order of their ids: processes that write the same keys at once wait, and never for each other.
      text: `WITH held AS (
          SELECT k.id, used.at, used.address, used.agent
          FROM api_keys k JOIN unnest($1::uuid[], $2::timestamptz[], $3::inet[], $4::text[]) AS used (id, at, address, agent) USING (id)
          ORDER BY k.id FOR NO KEY UPDATE OF k)
        UPDATE api_keys k SET last_used_at = held.at, last_used_address = held.address, last_used_agent = held.agent
        FROM held WHERE k.id = held.id AND (k.last_used_at > held.at) IS NOT TRUE`,
      values: [
        [...batch.keys()],
        [...batch.values()].map(({ at }) => at),
        [...batch.values()].map(({ address = null }) => address),
        [...batch.values()].map(
          ({ userAgent = null }) => userAgent && storableStart(withoutKeys(userAgent), longestUserAgent),
        ),
      ],
    });
  } catch (error) {
    // A use that could not be written waits for the next flush; one noted meanwhile is later.
    for (const [id, use] of batch) if (!pending.has(id)) pending.set(id, use);
    throw error;
  }
}

/** Notes that a key was used. Costs no query: uses are written at most once a second, in the background. */
export function noteKeyUsed(keyId: string, at: Date, { address, userAgent }: Sender = {}): void {
  const known = uses.content.get(keyId);
  if (!known || known.at < at) uses.content.set(keyId, { at, address, userAgent });
  uses.noted();
}

/** Writes what has been noted so far. Call it before the database is closed. */
export function flushKeyUse(): Promise<void> {
  return uses.flush();
}
