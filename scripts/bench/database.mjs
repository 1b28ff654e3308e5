// The PostgreSQL that both servers work on: one of its own in a temporary folder, or that of BENCH_DATABASE_URL.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { root } from '../checkout.mjs';
import { runId } from './people.mjs';
import { isNamed } from './process-tree.mjs';

/**
 * @typedef {object} Databases
 * @property {{ subject: string, raw: string }} urls a database for each server
 * @property {number | undefined} postmaster PostgreSQL's process, where it is known
 * @property {string} about which PostgreSQL it is
 * @property {() => Promise<void>} settle does what autovacuum would do in the midst of a measurement
 * @property {() => Promise<void>} close
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

async function settle(urls, adminUrl) {
  for (const url of Object.values(urls)) await connected(url, (client) => client.query('VACUUM (ANALYZE)'));
  // Not every role may; without it the next checkpoint falls where it falls.
  await connected(adminUrl, (client) => client.query('CHECKPOINT')).catch(() => {});
}

const versionOf = async (client) => (await client.query('SHOW server_version')).rows[0].server_version;

async function ownDatabases(folder) {
  const { openEmbedded } = await import(pathToFileURL(join(root, 'dist/embedded.js')).href);
  const embedded = await openEmbedded({ dataDir: join(folder, 'postgres'), role: 'server' });
  const close = async () => {
    await embedded.close();
    if (embedded.moved) rmSync(embedded.cluster, { recursive: true, force: true });
  };
  const { adminUrl, url } = embedded;
  const urls = { subject: url, raw: withDatabase(url, 'raw_reference') };
  try {
    const version = await connected(adminUrl, async (client) => {
      await client.query('CREATE DATABASE raw_reference OWNER muster');
      return versionOf(client);
    });
    const pidFile = readFileSync(join(embedded.cluster, 'postmaster.pid'), 'utf8');
    return {
      urls,
      postmaster: Number(pidFile.split('\n')[0]),
      about: `PostgreSQL ${version} (embedded)`,
      settle: () => settle(urls, adminUrl),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The postmaster's process, where it runs on this machine and the role may ask. */
async function postmasterOf(client) {
  try {
    const { rows } = await client.query("SELECT pg_read_file('postmaster.pid') AS file");
    const pid = Number(rows[0].file.split('\n')[0]);
    return isNamed(pid, 'postgres') ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function givenDatabases(url) {
  const names = { subject: `bench_${runId}`, raw: `bench_${runId}_raw` };
  const drop = async (client) => {
    for (const name of Object.values(names))
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  const close = () => connected(url, drop);
  const urls = { subject: withDatabase(url, names.subject), raw: withDatabase(url, names.raw) };
  try {
    return await connected(url, async (client) => {
      for (const name of Object.values(names)) await client.query(`CREATE DATABASE ${name}`);
      const [postmaster, version] = [await postmasterOf(client), await versionOf(client)];
      return { urls, postmaster, about: `PostgreSQL ${version}`, settle: () => settle(urls, url), close };
    });
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

/**
 * Starts the benchmark's PostgreSQL, with a database for each server.
 * @param {string} folder temporary, for its files
 * @returns {Promise<Databases>}
 */
export const openDatabases = (folder) =>
  process.env.BENCH_DATABASE_URL ? givenDatabases(process.env.BENCH_DATABASE_URL) : ownDatabases(folder);
