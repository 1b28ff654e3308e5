import { sql } from '../database';

const flushEveryMs = 1000;

interface Uses {
  /** When each key was last used, not yet written. */
  readonly pending: Map<string, Date>;
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

async function write(pending: Map<string, Date>): Promise<void> {
  const batch = new Map(pending);
  if (batch.size === 0) return;
  pending.clear();
  try {
    await sql.rows({
      name: 'connection-key-used',
      // Held in the order of their ids: processes that write the same keys at once wait, and never for each other.
      text: `WITH held AS (
          SELECT k.id, used.at FROM api_keys k JOIN unnest($1::uuid[], $2::timestamptz[]) AS used (id, at) USING (id)
          ORDER BY k.id FOR NO KEY UPDATE OF k)
        UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, held.at) FROM held WHERE k.id = held.id`,
      values: [[...batch.keys()], [...batch.values()]],
    });
  } catch (error) {
    // A use that could not be written waits for the next flush; one noted meanwhile is later.
    for (const [id, at] of batch) if (!pending.has(id)) pending.set(id, at);
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

/** Notes that a key was used. Costs no query: times are written at most once a second, in the background. */
export function noteKeyUsed(keyId: string, at: Date): void {
  const state = uses();
  const known = state.pending.get(keyId);
  if (!known || known < at) state.pending.set(keyId, at);
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
