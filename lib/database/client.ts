import pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { Lanes, longestLife } from './lanes';
import { endWritingBehind } from './written-behind';

/**
 * The connections that short statements share, apart from the pool: those that only read, so that none waits for
 * somebody's lock, and those that write.
 */
export interface SharedLanes {
  readonly reading: Lanes;
  readonly writing: Lanes;
}

interface Connections {
  readonly pool: pg.Pool;
  /** None where there are few connections. */
  readonly shared: SharedLanes | undefined;
}

// One pool per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterConnections?: Connections };

/** How long a statement may take, in milliseconds: many times what any of them needs at a million users. */
export const longestStatement = 30_000;
/** How long one may take that changes a whole client, such as the end of all its users' access. */
export const longestWork = 900_000;
/** How many of a process's connections short statements share, from so many on. */
const sharing = { reading: 2, writing: 4, from: 12 };
/** How long a writing statement may wait for a lock where others wait behind it, in milliseconds. */
const longestLock = 20;
/** How much longer its answer is waited for: PostgreSQL has its say, unless it is not there any more. */
export const answerTime = 5_000;

/**
 * How PostgreSQL plans Muster's statements. Each is of one tenant, so an index always serves it better than reading a
 * table of all tenants, also where the planner, whose figures may be from when the table was small, thinks otherwise.
 * None is worth compiling. None may run for ever, and no transaction whose server froze may hold its locks for ever.
 */
const session = [
  'enable_seqscan=off',
  'jit=off',
  `statement_timeout=${longestStatement}`,
  'idle_in_transaction_session_timeout=60000',
];

/** How patient the pool is, in milliseconds; for tests, which are less so. */
export interface Patience {
  /** Until a connection is there. A request that gets none in this time fails; it must not wait for ever. */
  readonly connection?: number;
  /** Until a statement is answered, by a server that may be gone without a word. */
  readonly answer?: number;
}

/** Opens the process's one pool on `url`. Called once at start; `env().DATABASE_URL` is the fallback. */
export function openDatabase(
  url: string,
  { connection = 10_000, answer = longestStatement + answerTime }: Patience = {},
): void {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'muster',
    connectionTimeoutMillis: connection,
    query_timeout: answer,
    // The system tells of a server that went away without a word.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: optionsOf(session),
  };
  const most = env().DATABASE_POOL;
  const shared = most < sharing.from ? undefined : sharedLanesOf(config);
  const pool = new pg.Pool({
    ...config,
    max: shared ? most - sharing.reading - sharing.writing : most,
    maxLifetimeSeconds: longestLife / 1000,
    // Idle connections stay: to open one costs more than to keep it.
    idleTimeoutMillis: 0,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process, and so would
  // one that breaks between two statements of a transaction, whose next one fails then.
  pool.on('error', (error) => log.warn('An idle database connection was lost.', { reason: error.message }));
  pool.on('connect', (client) => client.on('error', () => {}));
  holder.musterConnections = { pool, shared };
}

const optionsOf = (settings: readonly string[]) => settings.map((setting) => `-c ${setting}`).join(' ');

function sharedLanesOf(config: pg.ClientConfig): SharedLanes {
  const options = optionsOf([...session, `lock_timeout=${longestLock}`]);
  return {
    reading: new Lanes(config, sharing.reading),
    writing: new Lanes({ ...config, options }, sharing.writing),
  };
}

/** Closes the pool; what runs is finished first. What waits to be written has to be flushed before. */
export async function closeDatabase(): Promise<void> {
  endWritingBehind();
  const open = holder.musterConnections;
  holder.musterConnections = undefined;
  await Promise.all([open?.shared?.reading.end(), open?.shared?.writing.end()]);
  if (open && !open.pool.ended) await open.pool.end();
}

function connections(): Connections {
  if (!holder.musterConnections) {
    const url = env().DATABASE_URL;
    if (!url)
      throw new Error('The database is not open: set DATABASE_URL, or start Muster with `npm run up`.');
    openDatabase(url);
  }
  if (!holder.musterConnections) throw new Error('The database is not open.');
  return holder.musterConnections;
}

/** The connections that whoever needs one of its own borrows; who borrows them is `sql.ts`. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** The connections that short statements share, where the process has some to spare. */
export function sharedLanes(): SharedLanes | undefined {
  return connections().shared;
}

/** How the process's connections are used: all, those that nobody uses, and who waits for one. */
export function poolUse(): { readonly total: number; readonly idle: number; readonly waiting: number } {
  const { pool, shared } = connections();
  const lanes = shared ? [shared.reading, shared.writing] : [];
  return {
    total: lanes.reduce((sum, { size }) => sum + size, pool.totalCount),
    idle: lanes.reduce((sum, { idle }) => sum + idle, pool.idleCount),
    waiting: pool.waitingCount,
  };
}
