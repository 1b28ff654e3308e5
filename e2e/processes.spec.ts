import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../lib/auth';
import { sql } from '../lib/database';
import { RunningMuster, type Settings } from '../test/running-muster';
import { KeptConnection } from './kept-connection';
import { test as base, expect } from './next-door';
import { childrenOf, isThere, workersOf } from './process-tree';

// Several processes serve behind one port. A connection stays with the process that took it, and connections go to
// each process in turn: what holds on all of six connections holds on every process. When one process is killed,
// its connections break and the others' stand, which shows that there were both among the six.

interface Fixtures {
  /** Starts a server of two processes on the run's database, or as `settings` say. */
  start: (settings?: Settings) => Promise<RunningMuster>;
  folder: string;
}

const test = base.extend<Fixtures>({
  folder: async ({ databaseUrl: _open }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-processes-'));
    // PostgreSQL's user, when that is another one, must be able to enter.
    chmodSync(folder, 0o711);
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ databaseUrl, folder }, use) => {
    const started: RunningMuster[] = [];
    await use(async (settings) => {
      const two = { DATABASE_URL: databaseUrl, WEB_CONCURRENCY: '2' };
      const muster = await RunningMuster.start(folder, { ...two, ...settings });
      started.push(muster);
      return muster;
    });
    for (const muster of started) {
      muster.kill('SIGTERM');
      await muster.ended();
    }
  },
});

const users = 'GET /scim/v2/Users';
const userBody = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
});

function six(muster: RunningMuster): KeptConnection[] {
  return Array.from({ length: 6 }, () => new KeptConnection(muster.address));
}

/** The statuses that a request is answered with on each connection. */
async function statuses(
  connections: readonly KeptConnection[],
  ...request: Parameters<KeptConnection['send']>
) {
  const replies = await Promise.all(connections.map((connection) => connection.send(...request)));
  return replies.map(({ status }) => status);
}

const all = (status: number) => Array.from({ length: 6 }, () => status);

/** Kills a process that has some of the connections and not all, and waits until another serves in its place. */
async function kill(
  killed: number,
  muster: RunningMuster,
  connections: readonly KeptConnection[],
): Promise<void> {
  expect(connections.every(({ stands }) => stands)).toBe(true);
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => connections.every(({ stands }) => stands)).toBe(false);
  expect(connections.some(({ stands }) => stands)).toBe(true);
  await muster.printed(
    new RegExp(`Process ${killed} ended \\(SIGKILL\\); starting another.*\\n.* serves in its place`),
  );
}

/** Whether somebody takes new connections on a port. */
async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, 'localhost');
  const taken = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return taken;
}

async function givePassword(userName: string, password: string): Promise<void> {
  await sql.rows({
    text: 'UPDATE users SET password_hash = $1 WHERE user_name = $2',
    values: [await hashPassword(password), userName],
  });
}

const password = 'Correct horse battery 7';

test('a key that is rotated or deleted, and a session that is ended, fail on every process', async ({
  start,
  account,
}) => {
  const muster = await start();
  const { apiKey: key, adminEmail } = await account();
  const connections = six(muster);
  const [first = new KeptConnection(''), second = first] = connections;
  expect(await statuses(connections, users, { key })).toEqual(all(200));

  // The secret that signs sessions was made by this server's first start: one process's cookie opens the other.
  await givePassword(adminEmail, password);
  const admin = await first.signIn(adminEmail, password);
  expect(await statuses(connections, 'GET /api/client', { cookie: admin })).toEqual(all(200));

  const rotated = await first.send('POST /api/scim-configuration/rotate', { cookie: admin, body: {} });
  const { apiKey: renewed } = JSON.parse(rotated.body);
  expect(await statuses(connections, users, { key })).toEqual(all(401));
  expect(await statuses(connections, users, { key: renewed })).toEqual(all(200));

  const userName = `ada-of-${adminEmail}`;
  const made = await second.send('POST /scim/v2/Users', { key: renewed, body: userBody(userName) });
  await givePassword(userName, password);
  const ada = await second.signIn(userName, password);
  // She may not manage the client, and is known: 403 and not 401.
  expect(await statuses(connections, 'GET /api/client', { cookie: ada })).toEqual(all(403));
  const patch = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: false }],
  };
  const { id } = JSON.parse(made.body);
  expect((await first.send(`PATCH /scim/v2/Users/${id}`, { key: renewed, body: patch })).status).toBe(200);
  expect(await statuses(connections, 'GET /api/client', { cookie: ada })).toEqual(all(401));

  await second.send('DELETE /api/scim-configuration', { cookie: admin, body: { users: 'keep' } });
  expect(await statuses(connections, users, { key: renewed })).toEqual(all(401));

  const [one = 0, other = 0] = workersOf(muster.pid);
  await kill(one, muster, connections);
  // The newcomer takes its share, too.
  const anew = six(muster);
  expect(await statuses(anew, users, { key: renewed })).toEqual(all(401));
  await kill(other, muster, anew);
  expect(workersOf(muster.pid)).toHaveLength(2);
});

test('what was noted behind the answers is written before the processes end', async ({ start, account }) => {
  const muster = await start();
  const { apiKey: key, tenantId } = await account();
  const connections = six(muster);
  const made = await Promise.all(
    connections.map((connection, i) =>
      connection.send('POST /scim/v2/Users', { key, body: userBody(`noted-${i}-of-${tenantId}`) }),
    ),
  );
  muster.kill('SIGTERM');
  await muster.ended();
  const kept = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM exchanges WHERE tenant_id = $1 ORDER BY id',
    values: [tenantId],
  });
  expect(kept.map(({ id }) => id)).toEqual(made.map(({ headers }) => headers['x-request-id']).sort());
});

test('kill -9 of a process under load: no acknowledged write is lost, and another takes its place', async ({
  start,
  account,
}) => {
  const muster = await start();
  const { apiKey: key, tenantId } = await account();
  const acknowledged: string[] = [];
  let broken = 0;
  let asked = 0;
  const write = async () => {
    let connection = new KeptConnection(muster.address);
    while (acknowledged.length < 400) {
      asked += 1;
      const body = userBody(`user-${asked}`);
      const reply = await connection.send('POST /scim/v2/Users', { key, body }).catch(() => undefined);
      if (reply) {
        expect(reply.status, reply.body).toBe(201);
        acknowledged.push(JSON.parse(reply.body).id);
      } else {
        broken += 1;
        connection = new KeptConnection(muster.address);
      }
    }
    connection.close();
  };
  const writers = Promise.all(Array.from({ length: 8 }, write));
  await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
  const [killed = 0] = workersOf(muster.pid);
  process.kill(killed, 'SIGKILL');
  await writers;
  expect(broken).toBeGreaterThan(0);
  const kept = await sql.rows<{ id: string }>({
    text: 'SELECT id FROM users WHERE tenant_id = $1',
    values: [tenantId],
  });
  const ids = new Set(kept.map(({ id }) => id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  await muster.printed(/ serves in its place/);
  expect(workersOf(muster.pid)).toHaveLength(2);
});

test('SIGTERM: what runs is finished and written, by both processes, and then all end', async ({
  start,
  account,
}) => {
  const muster = await start();
  const { apiKey: key, tenantId } = await account();
  const workers = workersOf(muster.pid);
  const connections = six(muster);
  const sent = connections.map((connection, i) =>
    connection.begin('POST /scim/v2/Users', userBody(`${i}`), key),
  );
  await Promise.all(sent.map(({ begun }) => begun));
  // As browsers open them, to be used later.
  const spare = connect(Number(muster.settings.PORT), 'localhost');
  await once(spare, 'connect');
  muster.kill('SIGTERM');
  // The requests that were begun still have their ends to send; no connection waits for more.
  await once(spare.resume(), 'close');
  // Each look has a connection of its own: one that is kept would be answered as long as the others.
  const port = Number(muster.settings.PORT);
  await expect.poll(() => isListening(port), { intervals: [50], timeout: 30_000 }).toBe(false);
  const replies = await Promise.all(sent.map(({ end }) => end()));
  expect(replies.map(({ status, headers }) => [status, headers.connection])).toEqual(
    connections.map(() => [201, 'close']),
  );
  expect(await muster.ended()).toBe(0);
  expect(workers.filter(isThere)).toEqual([]);
  const [used] = await sql.rows({
    text: 'SELECT 1 FROM api_keys WHERE tenant_id = $1 AND last_used_at IS NOT NULL',
    values: [tenantId],
  });
  expect(used).toBeDefined();
});

test('figures are those of all processes, whichever is asked', async ({ start, account }) => {
  const muster = await start({ METRICS_TOKEN: 'a-token-of-the-metrics' });
  const { apiKey: key } = await account();
  const connections = six(muster);
  expect(await statuses(connections, users, { key })).toEqual(all(200));
  const asked = await Promise.all(
    connections.map((connection) =>
      connection.send('GET /api/metrics', { headers: { authorization: 'Bearer a-token-of-the-metrics' } }),
    ),
  );
  const counted = /_count\{door="scim",method="GET",route="\/scim\/v2\/Users",status="2xx"\} (\d+)/;
  expect(asked.map(({ status, body }) => [status, counted.exec(body)?.[1]])).toEqual(
    connections.map(() => [200, '6']),
  );
  expect(await statuses(connections, 'GET /api/metrics')).toEqual(all(401));
});

test('kill -9 of the primary ends its processes, and the next start finds everything; the end of npm ends all', async ({
  start,
}) => {
  const embedded = { DATABASE_URL: '' };
  const killed = await start(embedded);
  const workers = workersOf(killed.pid);
  expect(workers).toHaveLength(2);
  killed.kill('SIGKILL');
  await expect.poll(() => workers.filter(isThere)).toEqual([]);

  const npm = await start({ ...embedded, npm_lifecycle_event: 'start' });
  expect((await fetch(`${npm.address}/api/health`)).status).toBe(200);
  const [server = 0] = childrenOf(npm.pid, 'server.js');
  const all = [server, ...workersOf(server)];
  expect(all).toHaveLength(3);
  npm.kill('SIGKILL');
  await expect.poll(() => all.filter(isThere)).toEqual([]);
});

test('more connections than there are, and a port that is taken, are told once', async ({
  folder,
  databaseUrl,
}) => {
  const { port } = new URL(process.env.MUSTER_URL ?? '');
  const settings = { DATABASE_URL: databaseUrl, WEB_CONCURRENCY: '4', DATABASE_POOL: '100', PORT: port };
  const refused = await RunningMuster.launch(folder, settings);
  expect(await refused.ended()).toBe(1);
  expect(refused.output.match(/the pools may take \d+/g)).toEqual(['the pools may take 400']);
  expect(refused.output.match(/Port \d+ is in use/g)).toEqual([`Port ${port} is in use`]);
});
