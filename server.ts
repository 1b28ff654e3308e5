import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { backgroundEnded, setupLink } from './lib/auth';
import { flushKeyUse } from './lib/connection';
import { closeDatabase, openDatabase } from './lib/database';
import { DataFolderInUse, type EmbeddedDatabase, openEmbedded } from './lib/database/embedded';
import { MigrationError, migrate } from './lib/database/migrate';
import { type Env, EnvError, env } from './lib/env';
import { sessionSecret } from './lib/env-secret';
import { originForm } from './lib/origin-form';
import { serveScim } from './lib/scim-api';
import { onNpmEnd } from './scripts/npm-parent.mjs';
import { bold, step } from './scripts/progress.mjs';
import { forgetServer, noteServer } from './scripts/running-server.mjs';

/** How long requests that run when the server is told to stop may still take, in milliseconds. */
const lastRequests = 10_000;

/** The folder that holds .next, prisma and public: this file runs as dist/server.js. */
const root = resolve(import.meta.dirname, '..');

/** What the operator can mend; told without a stack. */
class StartError extends Error {
  override name = 'StartError';
}

interface Running {
  readonly http: Server;
  readonly closeNext: () => Promise<void>;
  readonly embedded: EmbeddedDatabase | undefined;
}

/** Every version of SCIM: the service itself says which one it speaks. */
const isScim = (url: string) => /^\/scim\/v\d[^/?]*(?:[/?]|$)/i.test(url);

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

async function startHttp(config: Env): Promise<Pick<Running, 'http' | 'closeNext'>> {
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: root, hostname: config.HOST ?? 'localhost', port: config.PORT });
  await quietly(() => app.prepare());
  const handleNext = app.getRequestHandler();
  const http = createServer((request, response) => {
    request.url = originForm(request.url);
    if (request.url === undefined) response.writeHead(400).end();
    else if (isScim(request.url)) void serveScim(request, response, request.url);
    else void handleNext(request, response);
  });
  // Longer than the minute that load balancers keep an idle connection, so that they end it, not we.
  http.keepAliveTimeout = 65_000;
  await listen(http, config);
  return { http, closeNext: () => app.close() };
}

/** Runs `work` without what it tells: Next announces that it has read its configuration. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  await work().finally(() => {
    console.log = log;
  });
}

function listen(http: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((done, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const message = {
        EADDRINUSE: `Port ${PORT} is in use by another program. Stop it, or choose another port: PORT=${PORT + 1}.`,
        EACCES: `Port ${PORT} is reserved for the system. Choose one above 1023: PORT=3000.`,
        EADDRNOTAVAIL: `HOST=${HOST} is no address of this machine. Change HOST, or unset it for all addresses.`,
      }[error.code ?? ''];
      reject(message ? new StartError(message) : error);
    });
    http.listen(PORT, HOST, done);
  });
}

async function start(): Promise<Running> {
  process.chdir(root);
  const config = env();
  const embedded = await openStorage(config);
  try {
    process.env.NEXTAUTH_SECRET = sessionSecret();
    process.env.NEXTAUTH_URL = config.MUSTER_URL;
    const serving = await step('Server', () => startHttp(config));
    if (embedded)
      noteServer(config.MUSTER_DATA_DIR, { pid: process.pid, port: config.PORT, url: config.MUSTER_URL });
    return { ...serving, embedded };
  } catch (error) {
    await closeDatabase();
    await embedded?.close();
    throw error;
  }
}

async function stop({ http, closeNext, embedded }: Running): Promise<void> {
  await embedded?.leave();
  const ended = new Promise<void>((done) => http.close(() => done()));
  http.closeIdleConnections();
  const patience = setTimeout(() => http.closeAllConnections(), lastRequests);
  await ended;
  clearTimeout(patience);
  await closeNext();
  await backgroundEnded();
  await flushKeyUse();
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
