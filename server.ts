import { join, resolve } from 'node:path';
import { startPruning } from './lib/activity';
import { setupLink } from './lib/auth';
import { startKeyCare } from './lib/connection';
import { closeDatabase, connectionLimit, openDatabase, startAnalyzing } from './lib/database';
import { DataFolderInUse, type EmbeddedDatabase, openEmbedded } from './lib/database/embedded';
import { MigrationError, migrate } from './lib/database/migrate';
import { type Env, EnvError, env } from './lib/env';
import { log } from './lib/log';
import type { Recurring } from './lib/recurring';
import { type Serving, StartError, serve, startLogging, startWorkers } from './lib/server';
import { onNpmEnd } from './scripts/npm-parent.mjs';
import { bold, step } from './scripts/progress.mjs';
import { forgetServer, noteServer } from './scripts/running-server.mjs';

/** The folder that holds .next, prisma and public: this file runs as dist/server.js. */
const root = resolve(import.meta.dirname, '..');

interface Storage {
  readonly databaseUrl: string;
  readonly embedded: EmbeddedDatabase | undefined;
}

interface Running extends Storage {
  readonly serving: Serving;
  /** What one process does for all that serve. */
  readonly recurring: readonly Recurring[];
}

async function openStorage(config: Env): Promise<Storage> {
  const address = `http://localhost:${config.PORT}`;
  const embedded = config.DATABASE_URL
    ? undefined
    : await step(
        'PostgreSQL',
        () => openEmbedded({ dataDir: config.MUSTER_DATA_DIR, role: 'server', address }),
        ({ moved, cluster }) => (moved ? `its files are in ${cluster}` : ''),
      );
  try {
    const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? '';
    await step(
      'Migrations',
      () => migrate(databaseUrl),
      (applied) => (applied.length > 0 ? `${applied.length} applied` : ''),
    );
    openDatabase(databaseUrl);
    return { databaseUrl, embedded };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

/** Says so where the pools could ask for more connections than there are; behind a pooler that may be right. */
async function tellOfPools({ WEB_CONCURRENCY, DATABASE_POOL }: Env): Promise<void> {
  const most = await connectionLimit();
  const wanted = WEB_CONCURRENCY * DATABASE_POOL;
  if (wanted <= most) return;
  log.warn(
    `PostgreSQL has ${most} connections, and the pools may take ${wanted}: set DATABASE_POOL to at most ` +
      `${Math.floor(most / WEB_CONCURRENCY)}, or raise max_connections in PostgreSQL.`,
  );
}

/** Serves in this process, or in as many others as WEB_CONCURRENCY says. */
function startServing({ WEB_CONCURRENCY: count }: Env, DATABASE_URL: string): Promise<Serving> {
  if (count === 1) return serve(root);
  const onLost = ({ message }: Error) => {
    log.error(`${message}\nNo process serves any more.`);
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  };
  const program = join(import.meta.dirname, 'worker.js');
  return startWorkers({ count, program, environment: { DATABASE_URL }, onLost });
}

async function start(): Promise<Running> {
  process.chdir(root);
  const config = env();
  startLogging(config);
  const storage = await openStorage(config);
  const { databaseUrl, embedded } = storage;
  try {
    await tellOfPools(config);
    const serving = await step(
      'Server',
      () => startServing(config, databaseUrl),
      () => (config.WEB_CONCURRENCY > 1 ? `${config.WEB_CONCURRENCY} processes` : ''),
    );
    if (embedded)
      noteServer(config.MUSTER_DATA_DIR, { pid: process.pid, port: config.PORT, url: config.MUSTER_URL });
    return { ...storage, serving, recurring: [startPruning(), startKeyCare(), startAnalyzing()] };
  } catch (error) {
    await closeDatabase();
    await embedded?.close();
    throw error;
  }
}

async function stop({ serving, recurring, embedded }: Running): Promise<void> {
  await embedded?.leave();
  await serving.stop();
  await Promise.all(recurring.map((work) => work.end()));
  await closeDatabase();
  if (embedded) forgetServer(env().MUSTER_DATA_DIR);
  await embedded?.close();
}

async function sayReady({ MUSTER_URL }: Env): Promise<void> {
  const link = await setupLink();
  const next = link
    ? `Set it up (the link works once):\n  ${bold(link)}`
    : `Sign in at ${bold(`${MUSTER_URL}/sign-in`)}`;
  console.log(`\n  Muster runs at ${bold(MUSTER_URL)}\n  ${next}\n\n  Ctrl-C stops it.\n`);
}

function fail(error: unknown): never {
  const known = [StartError, EnvError, DataFolderInUse, MigrationError].some((kind) => error instanceof kind);
  if (known && error instanceof Error) process.stderr.write(`\n${error.message}\n\n`);
  else log.error('Muster can’t go on.', { err: error });
  process.exit(1);
}

async function main(): Promise<void> {
  // Next and React choose their production builds by it.
  if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: 'production' });
  let stopping = false;
  const starting = start();
  const end = async (signal: NodeJS.Signals) => {
    // npm passes on the signal that the terminal has sent already.
    if (stopping) return;
    stopping = true;
    if (signal === 'SIGINT') console.log('\n  Stopping …');
    await stop(await starting);
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(signal).catch(fail));
  onNpmEnd(() => process.kill(process.pid, 'SIGTERM'));
  // Whoever keeps the server running (scripts/keep-server.mjs) is gone, however it ended.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  await starting;
  process.send?.({ serves: true });
  if (!stopping) await sayReady(env());
}

await main().catch(fail);
