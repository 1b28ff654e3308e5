import { sql } from '../database';

const flushEveryMs = 1000;

/** Who sent a request, as far as it is known. */
export interface Sender {
  readonly address?: string;
  readonly userAgent?: string;
}

/** One use of a key. */
interface Use extends Sender {
  readonly at: Date;
}

interface Uses {
  /** The last use of each key, not yet written. */
  readonly pending: Map<string, Use>;
  timer?: NodeJS.Timeout;
  /** Flushes run one after the other. */
  running: Promise<void>;
}

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterKeyUses?: Uses };

function uses(): Uses {
  holder.musterKeyUses ??= { pending: new Map(), running: Promise.resolve() };
  return holder.musterKeyUses;
}

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
        [...batch.values()].map(({ userAgent = null }) => userAgent && storable(userAgent)),
      ],
    });
  } catch (error) {
    // A use that could not be written waits for the next flush; one noted meanwhile is later.
    for (const [id, use] of batch) if (!pending.has(id)) pending.set(id, use);
    throw error;
  }
}

function schedule(state: Uses): void {
  state.timer ??= setTimeout(() => {
    flushKeyUse().catch((error: unknown) => {
      console.error('The last use of API keys could not be written:', error);
      schedule(state);
    });
  }, flushEveryMs).unref();
}

/** The start of what a client calls itself, without what PostgreSQL can't keep. */
function storable(userAgent: string): string {
  return userAgent.slice(0, longestUserAgent).toWellFormed().replaceAll('\0', '');
}

/** Notes that a key was used. Costs no query: uses are written at most once a second, in the background. */
export function noteKeyUsed(keyId: string, at: Date, { address, userAgent }: Sender = {}): void {
  const state = uses();
  const known = state.pending.get(keyId);
  if (!known || known.at < at) state.pending.set(keyId, { at, address, userAgent });
  schedule(state);
}

/** Writes what has been noted so far. Call it before the database is closed. */
export function flushKeyUse(): Promise<void> {
  const state = uses();
  clearTimeout(state.timer);
  state.timer = undefined;
  const flush = state.running.then(() => write(state.pending));
  state.running = flush.catch(() => undefined);
  return flush;
}
