// The two servers under measurement, as processes of their own.
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { root } from '../checkout.mjs';

/** How long a server may take to start, in milliseconds. */
const startLimit = 60_000;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Ends a process that was started here, with force if it does not end by itself. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(force);
}

async function untilHealthy(child, address, log) {
  for (let waited = 0; waited < startLimit; waited += 100) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${address}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`The server did not start:\n${readFileSync(log, 'utf8')}`);
}

/** Runs the operator's command and returns its answer. */
async function operate(env, ...args) {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['run', '--silent', 'muster', '--', ...args, '--json'],
    {
      cwd: root,
      env,
      shell: process.platform === 'win32',
    },
  );
  return JSON.parse(stdout);
}

/**
 * Starts Muster's production server, makes a tenant and connects an identity provider.
 * @param {{ databaseUrl: string, folder: string }} place
 */
export async function startMuster({ databaseUrl, folder }) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const settings = {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: '127.0.0.1',
    MUSTER_URL: address,
    MUSTER_DATA_DIR: dataDir,
  };
  const { MUSTER_SECRET: _, SMTP_URL: __, ...inherited } = process.env;
  const env = { ...inherited, ...settings };
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [join(root, 'dist/server.js')], {
    cwd: root,
    // Under the name of an npm script the server ends with its parent, also with one that was killed.
    env: { ...env, NODE_ENV: 'production', npm_lifecycle_event: 'bench' },
    stdio: ['ignore', output, output],
    // Out of the terminal's group: Ctrl-C is for the benchmark, which stops its servers itself.
    detached: true,
  });
  closeSync(output);
  const stop = () => end(child);
  try {
    await untilHealthy(child, address, log);
    const { slug } = await operate(
      env,
      'tenant',
      'create',
      '--name',
      'Bench',
      '--admin-email',
      'admin@bench.test',
    );
    const { scimUri, apiKey } = await operate(env, 'scim', 'connect', '--tenant', slug, '--provider', 'okta');
    return { base: scimUri, token: apiKey, pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts the raw reference.
 * @param {{ databaseUrl: string, workers: string }} place
 */
export async function startRaw({ databaseUrl, workers }) {
  const port = await freePort();
  const token = 'secret';
  const child = fork(join(import.meta.dirname, 'raw-reference.mjs'), {
    env: { ...process.env, PORT: String(port), TOKEN: token, DATABASE_URL: databaseUrl, WORKERS: workers },
    execArgv: [],
    detached: true,
  });
  const stop = () => end(child);
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])]);
  if (message !== 'ready') throw new Error('The raw reference did not start.');
  return { base: `http://127.0.0.1:${port}/scim/v2`, token, pid: child.pid, stop };
}
