// One of several processes that serve behind one port. The primary (workers.ts) forks it as dist/worker.js.
import { resolve } from 'node:path';
import { closeDatabase, openDatabase } from '../database';
import { EnvError, env } from '../env';
import { startLogging } from './logging';
import { type Serving, serve } from './serve';
import { StartError } from './start-error';
import { stopMessage, type Told } from './told';

/** The folder that holds .next and public. */
const root = resolve(import.meta.dirname, '..');

/** Tells the primary, and settles when that is on its way; without a primary nobody listens. */
function tell(told: Told): Promise<void> {
  return new Promise((done) => {
    if (process.send) process.send(told, undefined, undefined, () => done());
    else done();
  });
}

async function start(): Promise<Serving> {
  process.chdir(root);
  startLogging(env());
  openDatabase(env().DATABASE_URL ?? '');
  return serve(root);
}

async function stop(serving: Serving): Promise<void> {
  await serving.stop();
  await closeDatabase();
  process.exit(0);
}

async function fail(error: unknown): Promise<never> {
  const known = error instanceof StartError || error instanceof EnvError;
  await tell({
    failed: error instanceof Error ? ((known ? undefined : error.stack) ?? error.message) : String(error),
  });
  process.exit(1);
}

async function main(): Promise<void> {
  const starting = start();
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    starting.then(stop).catch(fail);
  };
  process.on('message', (message) => {
    if (message === stopMessage) end();
  });
  // `kill` of this one process; the primary starts another.
  process.on('SIGTERM', end);
  // A terminal tells all its processes, of whom the primary says what follows.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  await starting;
  await tell({ serves: true });
}

await main().catch(fail);
