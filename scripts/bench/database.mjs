// The PostgreSQL that both servers work on: one of its own in a temporary folder, or that of BENCH_DATABASE_URL.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { root } from '../checkout.mjs';
import { runId } from './people.mjs';

/**
 * @typedef {{ urls: { subject: string, raw: string }, postmaster: number | undefined, version: string, embedded: boolean,
 *   close: () => Promise<void> }} Database
 */

const withDatabase = (url, name) => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

/**
 * Runs `work` with a connection.
 * @template Result
 * @param {string} url
 * @param {(client: pg.Client) => Promise<Result>} work
 */
export async function connected(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const versionOf = (client) =>
  client.query("SELECT current_setting('server_version') AS version").then(({ rows }) => rows[0].version);

async function ownDatabase(folder) {
  const { openEmbedded } = await import(pathToFileURL(join(root, 'dist/embedded.js')).href);
  const embedded = await openEmbedded({ dataDir: join(folder, 'postgres'), role: 'server' });
  const version = await connected(embedded.adminUrl, async (client) => {
    await client.query('CREATE DATABASE raw_reference OWNER muster');
    return versionOf(client);
  });
  const pidFile = join(embedded.cluster, 'postmaster.pid');
  return {
    urls: { subject: embedded.url, raw: withDatabase(embedded.url, 'raw_reference') },
    postmaster: Number(readFileSync(pidFile, 'utf8').split('\n')[0]),
    version,
    embedded: true,
    close: () => embedded.close(),
  };
}

/** The postmaster's process, where it runs on this machine and the role may ask. */
async function postmasterOf(client) {
  try {
    const { rows } = await client.query("SELECT pg_read_file('postmaster.pid') AS file");
    const pid = Number(rows[0].file.split('\n')[0]);
    return existsSync(`/proc/${pid}/stat`) && /postgres/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
      ? pid
      : undefined;
  } catch {
    return undefined;
  }
}

async function givenDatabase(url) {
  const names = { subject: `bench_${runId}`, raw: `bench_${runId}_raw` };
  const known = await connected(url, async (client) => {
    for (const name of Object.values(names)) await client.query(`CREATE DATABASE ${name}`);
    return { postmaster: await postmasterOf(client), version: await versionOf(client) };
  });
  const drop = (client) =>
    Promise.all(
      Object.values(names).map((name) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    );
  return {
    urls: { subject: withDatabase(url, names.subject), raw: withDatabase(url, names.raw) },
    ...known,
    embedded: false,
    close: () => connected(url, drop).then(() => undefined),
  };
}

/**
 * Starts the benchmark's PostgreSQL, with a database for each server.
 * @param {string} folder temporary, for its files
 * @returns {Promise<Database>}
 */
export const openDatabases = (folder) =>
  process.env.BENCH_DATABASE_URL ? givenDatabase(process.env.BENCH_DATABASE_URL) : ownDatabase(folder);

/**
 * What autovacuum would do some time later in the midst of a measurement.
 * @param {string} url
 */
export const vacuum = (url) => connected(url, (client) => client.query('VACUUM (ANALYZE)'));
