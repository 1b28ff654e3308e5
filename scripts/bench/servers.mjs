// The two servers under measurement, as processes of their own.
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { root } from '../checkout.mjs';
import { freePort } from '../free-port.mjs';

/** @typedef {{ base: string, token: string, pid: number | undefined }} Started */
/** @typedef {import('./tidy.mjs').Tidy} Tidy */

/** How long a server may take to start, in milliseconds. */
const startLimit = 60_000;

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
  for (let waited = 0; waited < startLimit && child.exitCode === null; waited += 100) {
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

/** Muster's settings: what the benchmark was given, but for what would lead out of it. */
function environment({ databaseUrl, port, dataDir }) {
  const { MUSTER_SECRET: _, SMTP_URL: __, ...inherited } = process.env;
  return {
    ...inherited,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: '127.0.0.1',
    MUSTER_URL: `http://127.0.0.1:${port}`,
    MUSTER_DATA_DIR: dataDir,
    NODE_ENV: 'production',
    // As the script of an npm the server ends with its parent, also with one that was killed.
    npm_lifecycle_event: 'bench',
  };
}

/**
 * Starts Muster's production server.
 * @param {{ databaseUrl: string, folder: string, tidy: Tidy }} place
 * @returns {Promise<{ env: Record<string, string | undefined>, pid: number | undefined }>} with its settings
 */
export async function startServer({ databaseUrl, folder, tidy }) {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const env = environment({ databaseUrl, port: await freePort(), dataDir });
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [join(root, 'dist/server.js')], {
    cwd: root,
    env,
    stdio: ['ignore', output, output],
    // Out of the terminal's group: Ctrl-C is for the benchmark, which stops its servers itself.
    detached: true,
  });
  tidy.add(() => end(child));
  closeSync(output);
  await untilHealthy(child, env.MUSTER_URL, log);
  return { env, pid: child.pid };
}

/**
 * Makes a tenant and connects an identity provider, whose circuit breaker is off as long as nobody turns it on.
 * @param {Record<string, string | undefined>} env the server's settings
 * @param {{ name: string, rate: string }} tenant with its limit: requests a second, `off` or `default`
 */
export async function connectTenant(env, { name, rate }) {
  const adminEmail = `admin@${name.toLowerCase()}.test`;
  const { slug } = await operate(env, 'tenant', 'create', '--name', name, '--admin-email', adminEmail);
  await operate(env, 'tenant', 'limit', '--slug', slug, '--rate', rate);
  const { scimUri, apiKey } = await operate(env, 'scim', 'connect', '--tenant', slug, '--provider', 'okta');
  return { base: scimUri, token: apiKey };
}

/**
 * Starts Muster's production server, makes a tenant and connects an identity provider. What is measured is how fast
 * the server is, not how fast a client may be: the tenant has no limit of requests and no circuit breaker.
 * @param {{ databaseUrl: string, folder: string, tidy: Tidy }} place
 * @returns {Promise<Started>}
 */
export async function startMuster(place) {
  const { env, pid } = await startServer(place);
  return { ...(await connectTenant(env, { name: 'Bench', rate: 'off' })), pid };
}

/**
 * Starts the raw reference.
 * @param {{ databaseUrl: string, processes: number, tidy: Tidy }} place
 * @returns {Promise<Started>}
 */
export async function startRaw({ databaseUrl, processes, tidy }) {
  const port = await freePort();
  const token = 'secret';
  const settings = {
    PORT: String(port),
    TOKEN: token,
    DATABASE_URL: databaseUrl,
    WORKERS: String(processes),
  };
  const child = fork(join(import.meta.dirname, 'raw-reference.mjs'), {
    env: { ...process.env, ...settings },
    execArgv: [],
    detached: true,
  });
  tidy.add(() => end(child));
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (message !== 'ready') throw new Error('The raw reference did not start.');
  return { base: `http://127.0.0.1:${port}/scim/v2`, token, pid: child.pid };
}
