import { resolve } from 'node:path';
import { setupLink } from './lib/auth';
import { closeDatabase, openDatabase } from './lib/database';
import { DataFolderInUse, type EmbeddedDatabase, openEmbedded } from './lib/database/embedded';
import { MigrationError, migrate } from './lib/database/migrate';
import { type Env, EnvError, env } from './lib/env';
import { type Serving, StartError, serve } from './lib/server';
import { onNpmEnd } from './scripts/npm-parent.mjs';
import { bold, step } from './scripts/progress.mjs';
import { forgetServer, noteServer } from './scripts/running-server.mjs';

/** The folder that holds .next, prisma and public: this file runs as dist/server.js. */
const root = resolve(import.meta.dirname, '..');

interface Running {
  readonly serving: Serving;
  readonly embedded: EmbeddedDatabase | undefined;
}

async function openStorage(config: Env): Promise<EmbeddedDatabase | undefined> {
  const address = `http://localhost:${config.PORT}`;
  const embedded = config.DATABASE_URL
    ? undefined
    : await step(
        'PostgreSQL',
        () => openEmbedded({ dataDir: config.MUSTER_DATA_DIR, role: 'server', address }),
        ({ moved, cluster }) => (moved ? `its files are in ${cluster}` : ''),
      );
  try {
    const url = config.DATABASE_URL ?? embedded?.url ?? '';
    await step(
      'Migrations',
      () => migrate(url),
      (applied) => (applied.length > 0 ? `${applied.length} applied` : ''),
    );
    openDatabase(url);
    return embedded;
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

async function start(): Promise<Running> {
  process.chdir(root);
  const config = env();
  const embedded = await openStorage(config);
  try {
    const serving = await step('Server', () => serve(root));
    if (embedded)
      noteServer(config.MUSTER_DATA_DIR, { pid: process.pid, port: config.PORT, url: config.MUSTER_URL });
    return { serving, embedded };
  } catch (error) {
    await closeDatabase();
    await embedded?.close();
    throw error;
  }
}

async function stop({ serving, embedded }: Running): Promise<void> {
  await embedded?.leave();
  await serving.stop();
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
  console.error(known && error instanceof Error ? `\n${error.message}\n` : error);
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
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(signal).catch(fail));
  onNpmEnd(() => process.kill(process.pid, 'SIGTERM'));
  await starting;
  if (!stopping) await sayReady(env());
}

await main().catch(fail);
