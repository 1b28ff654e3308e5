import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '../env';
import { PrismaClient } from './generated/client';
import { endWritingBehind } from './written-behind';

interface Connections {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
}

// One pool per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterConnections?: Connections };

/**
 * How PostgreSQL plans Muster's statements. Each is of one tenant, so an index always serves it better than reading a
 * table of all tenants, also where the planner, whose figures may be from when the table was small, thinks otherwise.
 * None is worth compiling.
 */
const planning = '-c enable_seqscan=off -c jit=off';

/** Opens the process's one pool on `url`. Called once at start; `env().DATABASE_URL` is the fallback. */
export function openDatabase(url: string): void {
  const pool = new pg.Pool({
    connectionString: url,
    max: env().DATABASE_POOL,
    application_name: 'muster',
    // A request that gets no connection in this time fails; it must not wait for ever.
    connectionTimeoutMillis: 20_000,
    // Prepared plans were made for the tables of their day: none lives longer than this.
    maxLifetimeSeconds: 300,
    // Idle connections stay: to open one costs more than to keep it.
    idleTimeoutMillis: 0,
    options: planning,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => console.error('An idle database connection was lost:', error.message));
  holder.musterConnections = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** Closes the pool; what runs is finished first. What waits to be written has to be flushed before. */
export async function closeDatabase(): Promise<void> {
  endWritingBehind();
  const open = holder.musterConnections;
  holder.musterConnections = undefined;
  await open?.prisma.$disconnect();
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

/** Prisma on the process's pool: for everything but the hot paths of /scim/v2. */
export function prisma(): PrismaClient {
  return connections().prisma;
}

/** The pool that Prisma's adapter holds, too. */
export function pool(): pg.Pool {
  return connections().pool;
}
