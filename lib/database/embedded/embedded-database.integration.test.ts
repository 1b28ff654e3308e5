import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { build } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, type EmbeddedDatabase, openEmbedded } from '.';
import { isRunning } from './process-state';

let folder: string;
let dataDir: string;
/** A data folder whose cluster is made and stopped; copied, it saves the other tests the first start. */
let madeBefore: string;
const open: EmbeddedDatabase[] = [];
const children: ChildProcess[] = [];

// Node 20 runs no TypeScript, and a process of its own can't be run by the test runner.
const bundles = resolve('node_modules/.cache/muster', `writer-${process.pid}`);
const writer = join(bundles, 'writer.mjs');

beforeAll(async () => {
  await build({
    input: join(import.meta.dirname, 'writer.fixture.ts'),
    platform: 'node',
    external: /^[@a-z]/i,
    output: { file: writer, format: 'esm' },
  });
  madeBefore = temporaryFolder();
  await (await openEmbedded({ dataDir: madeBefore, role: 'command' })).close();
});

afterAll(() => {
  for (const path of [bundles, madeBefore]) rmSync(path, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
  // Root's PostgreSQL runs as another user.
  chmodSync(made, 0o711);
  return made;
}

beforeEach(() => {
  folder = temporaryFolder();
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of open.splice(0)) await database.close();
  // Whoever a killed process left behind is adopted and stopped.
  await (await openEmbedded({ dataDir, role: 'command' })).close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(role: 'server' | 'command' = 'server', patience = 500): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({
    dataDir,
    role,
    patience,
    address: 'http://localhost:1',
    say: () => {},
  });
  open.push(database);
  return database;
}

/** Starts on a cluster that was made before. */
function startAgain(role: 'server' | 'command' = 'server'): Promise<EmbeddedDatabase> {
  copyMade();
  return start(role);
}

function copyMade(): void {
  execFileSync('cp', ['-a', madeBefore, dataDir]);
}

async function query<Row extends pg.QueryResultRow>(
  database: EmbeddedDatabase,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Runs `attempt` until it succeeds, as a pool does that connects anew. */
async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries > 200) throw error;
      await sleep(50);
    }
  }
}

const postmasterPid = () =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A process of its own that opens the data folder as a server and writes rows, telling each acknowledged one. */
async function startWriter(): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const child = spawn(process.execPath, [writer, dataDir], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  let lines = '';
  child.stdout?.on('data', (chunk) => {
    lines += chunk;
  });
  const acknowledged = () => Number(lines.trimEnd().split('\n').at(-1) ?? 0);
  await eventually(async () => {
    if (!(acknowledged() > 20)) throw new Error('The writer has not begun.');
  });
  return { child, acknowledged };
}

async function countRows(database: EmbeddedDatabase): Promise<number> {
  const rows = await query<{ count: number }>(database, 'SELECT count(*)::int FROM written');
  return rows[0]?.count ?? 0;
}

test('the first start makes a cluster with its own role and a private secret', async () => {
  const database = await start();
  const [row] = await query<{ role: string; collation: string; super: boolean }>(
    database,
    `SELECT current_user AS role, datlocale AS collation, rolsuper AS super
     FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
  );
  expect(row).toEqual({ role: 'muster', collation: 'C.UTF-8', super: false });
  expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
});

test('it listens on the loopback address alone, and asks everyone for a password', async () => {
  const database = await startAgain();
  const [settings] = await query<{ addresses: string; durable: string }>(
    database,
    `SELECT current_setting('listen_addresses') AS addresses, current_setting('fsync') AS durable`,
  );
  expect(settings).toEqual({ addresses: '127.0.0.1', durable: 'on' });
  const url = new URL(database.url);
  url.password = 'wrong';
  const cluster = join(dataDir, 'postgres');
  const postmaster = readFileSync(join(cluster, 'postmaster.opts'), 'utf8');
  expect(postmaster).toContain('"unix_socket_directories="');
  await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toThrow(
    /password authentication failed/,
  );
});

test('close stops PostgreSQL, and the next start finds what was written', async () => {
  const first = await startAgain();
  await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
  const pid = postmasterPid();
  await first.close();
  expect(isRunning(pid)).toBe(false);
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  expect(await query(await start(), 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
});

test('a second server is refused, told who holds the folder, and harms nothing', async () => {
  const first = await startAgain();
  const refusal = await start('server').then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(DataFolderInUse);
  expect(String(refusal)).toContain(`pid ${process.pid}, http://localhost:1`);
  expect(await query(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a command works beside a server and leaves its PostgreSQL running', async () => {
  const server = await startAgain();
  const command = await start('command');
  expect(command.url).toBe(server.url);
  await command.close();
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('of two commands the last one stops PostgreSQL', async () => {
  const [first, second] = [await startAgain('command'), await start('command')];
  const pid = postmasterPid();
  // The owner leaves while the other still works.
  await first.close();
  expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.close();
  expect(isRunning(pid)).toBe(false);
});

test('a server waits for a command that owns the folder', async () => {
  const command = await startAgain('command');
  const server = start('server', 10_000);
  await sleep(600);
  await command.close();
  expect(await query(await server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('two first starts at once share one whole cluster, and one of them becomes the owner', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([]);
});

test('half a cluster that a killed first start left is cleared away', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  copyMade();
  const abandoned = join(dataDir, `postgres.new-${dead.pid}-abc`);
  mkdirSync(abandoned);
  await start();
  expect(existsSync(abandoned)).toBe(false);
});

test('a pid file whose id another process bears by now is no obstacle', async () => {
  const first = await startAgain();
  const pid = postmasterPid();
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await first.close();
  expect(isRunning(pid)).toBe(false);
  // A process of the very user PostgreSQL runs as, so that PostgreSQL itself would take it for a postmaster.
  const { uid, gid } = statSync(join(dataDir, 'postgres'));
  const other = spawn('sleep', ['60'], { uid, gid, cwd: '/' });
  children.push(other);
  writeFileSync(file, [String(other.pid), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  chownSync(file, uid, gid);
  expect(await query(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('kill -9 of the postmaster: the server starts it again on the same port, no acknowledged row is lost', async () => {
  const database = await startAgain();
  await query(database, 'CREATE TABLE written (n int)');
  let acknowledged = 0;
  for (; acknowledged < 50; acknowledged += 1)
    await query(database, `INSERT INTO written VALUES (${acknowledged})`);
  const killed = postmasterPid();
  process.kill(killed, 'SIGKILL');
  expect(await eventually(() => countRows(database))).toBe(acknowledged);
  expect(postmasterPid()).not.toBe(killed);
});

test('kill -9 of the server: the next one adopts its PostgreSQL with every acknowledged row', async () => {
  copyMade();
  const { child, acknowledged } = await startWriter();
  const pid = postmasterPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await start();
  expect(postmasterPid()).toBe(pid);
  expect(await countRows(database)).toBeGreaterThanOrEqual(acknowledged());
});

test('kill -9 of both: the next server recovers every acknowledged row', async () => {
  copyMade();
  const { child, acknowledged } = await startWriter();
  const pid = postmasterPid();
  child.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await once(child, 'exit');
  const database = await start();
  expect(postmasterPid()).not.toBe(pid);
  expect(await countRows(database)).toBeGreaterThanOrEqual(acknowledged());
});
