import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { queryOn } from '../../test/query-on';
import { closeDatabase, openDatabase, poolUse } from './client';
import { type Statement, sql, transaction } from './sql';
import { DatabaseUnavailable } from './unavailable';

const url = process.env.DATABASE_URL ?? '';

beforeAll(async () => {
  await sql.rows({ text: 'CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL)', values: [] });
});

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM counters', values: [] });
  await sql.rows({ text: 'INSERT INTO counters VALUES (1, 0), (2, 0)', values: [] });
});

// Each test begins without connections.
afterEach(async () => {
  await closeDatabase();
  openDatabase(url);
});

type Lane = Statement['lane'];

const times = <Result>(count: number, work: (i: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)));

async function backend(lane: Lane): Promise<number | undefined> {
  const text = 'SELECT pg_backend_pid() AS pid WHERE $1';
  const [row] = await sql.rows<{ pid: number }>({ name: 'backend', text, values: [true], lane });
  return row?.pid;
}

const pause = (seconds: number, lane: Lane) =>
  sql.rows({ name: 'pause', text: 'SELECT pg_sleep($1)', values: [seconds], lane });

const count = (id: number) =>
  sql.rows({
    name: 'count',
    text: 'UPDATE counters SET n = n + 1 WHERE id = $1',
    values: [id],
    lane: 'writing',
  });

async function counted(): Promise<number[]> {
  const rows = await sql.rows<{ n: number }>({ text: 'SELECT n FROM counters ORDER BY id', values: [] });
  return rows.map(({ n }) => n);
}

/** Ends the connections on which statements pause. */
async function endPausing(): Promise<void> {
  await queryOn(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'`,
  );
}

it('statements of a kind share connections, which are no others', async () => {
  await times(4, () => backend('reading'));
  const readers = new Set(await times(8, () => backend('reading')));
  const writers = new Set(await times(8, () => backend('writing')));
  const others = new Set(await times(8, () => backend(undefined)));
  expect(readers.size).toBeLessThanOrEqual(2);
  expect(writers.size).toBeLessThanOrEqual(4);
  expect(new Set([...readers, ...writers, ...others]).size).toBe(readers.size + writers.size + others.size);
  expect(poolUse().total).toBe(readers.size + writers.size + others.size);
  expect(poolUse().idle).toBe(poolUse().total);
});

it('as many as come are answered, each with its own answer', async () => {
  const text = 'SELECT $1::int AS n';
  const answers = await times(500, async (i) => {
    const [row] = await sql.rows<{ n: number }>({ name: 'echo', text, values: [i], lane: 'reading' });
    return row?.n;
  });
  expect(answers).toEqual(Array.from({ length: 500 }, (_, i) => i));
});

it('one that fails takes none of the others with it', async () => {
  const divide = (by: number) =>
    sql.rows<{ n: number }>({
      name: 'divide',
      text: 'SELECT 6 / $1::int AS n',
      values: [by],
      lane: 'reading',
    });
  await divide(1);
  const outcomes = await Promise.allSettled([3, 0, 2, 0, 1].map(divide));
  expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value[0]?.n : one.reason.code))).toEqual([
    2,
    '22012',
    3,
    '22012',
    6,
  ]);
});

it.each(['reading', 'writing', undefined] as const)(
  'what PostgreSQL refuses breaks no connection (%s)',
  async (lane) => {
    const before = await backend(lane);
    const twice = { text: 'INSERT INTO counters VALUES ($1, 0)', values: [1], lane };
    await expect(sql.rows(twice)).rejects.toMatchObject({ code: '23505' });
    expect(await backend(lane)).toBe(before);
  },
);

it('nobody is sent after one that takes its time', async () => {
  await times(4, () => backend('reading'));
  let over = 0;
  const slow = times(2, () => pause(1, 'reading').then(() => over++));
  await sleep(50);
  await times(20, () => backend('reading'));
  expect(over).toBe(0);
  await slow;
});

it('where they take their time, as with a slow disk, they take it together', async () => {
  const text = 'SELECT pg_backend_pid() AS pid, pg_sleep($1)';
  const slow = async () => {
    const [row] = await sql.rows<{ pid: number }>({ name: 'slow', text, values: [0.012], lane: 'writing' });
    return row?.pid;
  };
  const inTurn = async () => {
    const pids = [];
    for (let i = 0; i < 24; i++) pids.push(await slow());
    return pids.slice(-4);
  };
  const pids = (await times(12, inTurn)).flat();
  // Where they stood behind each other, they would share four.
  expect(new Set(pids).size).toBeGreaterThan(6);
});

it('one that meets a lock waits for it elsewhere, and is done once', async () => {
  await times(8, () => count(2));
  let waits = true;
  let waiting: Promise<unknown> = Promise.resolve();
  await transaction(async (tx) => {
    await tx.rows({ text: 'UPDATE counters SET n = 10 WHERE id = 1', values: [] });
    waiting = times(3, () => count(1)).then(() => {
      waits = false;
    });
    await times(100, () => count(2));
    await sleep(100);
    await times(8, () => count(2));
    expect(waits).toBe(true);
  });
  await waiting;
  expect(await counted()).toEqual([13, 116]);
});

it('one that can’t be prepared, as its table is locked, takes none of the others with it', async () => {
  await times(8, () => pause(0, 'writing'));
  let counting: Promise<unknown> = Promise.resolve();
  await transaction(async (tx) => {
    await tx.rows({ text: 'LOCK TABLE counters IN ACCESS EXCLUSIVE MODE', values: [] });
    counting = times(40, (i) => count((i % 2) + 1));
    await sleep(100);
  });
  await counting;
  expect(await counted()).toEqual([20, 20]);
});

it('a connection that breaks is replaced; what it was to read is read elsewhere', async () => {
  await times(4, () => backend('reading'));
  const read = times(3, () => pause(0.5, 'reading'));
  const written = pause(5, 'writing');
  written.catch(() => {});
  await sleep(50);
  await endPausing();
  await expect(written).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(read).resolves.toHaveLength(3);
  expect(await backend('reading')).toEqual(expect.any(Number));
  expect(await backend('writing')).toEqual(expect.any(Number));
});

it('where no shared connection can be opened, one that is there serves', async () => {
  await times(2, () => backend(undefined));
  const name = new URL(url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  try {
    await count(1);
    expect(await counted()).toEqual([1, 0]);
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  }
});

it('nobody waits twice for a database that does not answer', async () => {
  await closeDatabase();
  openDatabase(url, { answer: 2000 });
  await times(2, () => backend('reading'));
  const before = performance.now();
  const waiting = [...Array(2)].map(() => pause(6, 'reading'));
  await sleep(2);
  waiting.push(...[...Array(2)].map(() => pause(6, 'reading')));
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  expect(performance.now() - before).toBeLessThan(3800);
});

it('a database that is not there is told as such, and found again', async () => {
  await closeDatabase();
  openDatabase('postgresql://nobody@127.0.0.1:9/none');
  await expect(backend('reading')).rejects.toBeInstanceOf(DatabaseUnavailable);
  await expect(count(1)).rejects.toBeInstanceOf(DatabaseUnavailable);
});

it('what is on its way is answered before all is closed', async () => {
  await backend('reading');
  const slow = pause(0.3, 'reading');
  const written = times(3, () => count(1));
  await closeDatabase();
  await expect(slow).resolves.toHaveLength(1);
  await written;
  openDatabase(url);
  expect(await counted()).toEqual([3, 0]);
});
