import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { queryOn } from '../../test/query-on';
import { pool } from './client';
import { type Sql, sql, transaction } from './sql';
import { DatabaseUnavailable } from './unavailable';

const run = (text: string, on: Sql = sql) => on.rows<{ id: number; n: number }>({ text, values: [] });

beforeAll(async () => {
  await run('CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL)');
});

beforeEach(async () => {
  await run('DELETE FROM counters');
  await run('INSERT INTO counters VALUES (1, 0), (2, 0)');
});

const counters = async () => (await run('SELECT id, n FROM counters ORDER BY id')).map(({ n }) => n);

it('two transactions that wait for each other both come to their end', async () => {
  let attempts = 0;
  let holding = 0;
  const add = (first: number, second: number) =>
    transaction(async (tx) => {
      attempts += 1;
      await run(`SET LOCAL deadlock_timeout = '50ms'`, tx);
      await run(`UPDATE counters SET n = n + 1 WHERE id = ${first}`, tx);
      holding += 1;
      while (holding < 2) await sleep(5);
      await run(`UPDATE counters SET n = n + 1 WHERE id = ${second}`, tx);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  expect(await counters()).toEqual([2, 2]);
  expect(attempts).toBe(3);
});

it('transactions that could not be put in an order are tried again, ten at once', async () => {
  let attempts = 0;
  let reading = 0;
  const increment = () =>
    transaction(async (tx) => {
      attempts += 1;
      await run('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE', tx);
      const [row] = await run('SELECT n FROM counters WHERE id = 1', tx);
      // Nobody writes before all have read.
      reading += 1;
      while (reading < 4) await sleep(5);
      await run(`UPDATE counters SET n = ${(row?.n ?? 0) + 1} WHERE id = 1`, tx);
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, increment));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused.filter((reason) => !(reason instanceof DatabaseUnavailable))).toEqual([]);
  expect(await counters()).toEqual([4 - refused.length, 0]);
  expect(attempts).toBeGreaterThan(4);
});

it('what loses to others again and again is told as not available, and done not at all', async () => {
  let attempts = 0;
  const losing = transaction(async (tx) => {
    attempts += 1;
    await run('UPDATE counters SET n = 9', tx);
    await run(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`, tx);
  });
  await expect(losing).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(attempts).toBe(5);
  expect(await counters()).toEqual([0, 0]);
});

it('other errors are thrown as they are, at once, and the connection lives on', async () => {
  const pid = async () => (await run('SELECT pg_backend_pid() AS n'))[0]?.n;
  const before = await pid();
  let attempts = 0;
  const taken = transaction(async (tx) => {
    attempts += 1;
    await run('INSERT INTO counters VALUES (1, 1)', tx);
  });
  await expect(taken).rejects.toMatchObject({ code: '23505' });
  await expect(transaction(() => Promise.reject(new Error('changed my mind')))).rejects.toThrow('my mind');
  expect(attempts).toBe(1);
  expect(await pid()).toBe(before);
});

it('a connection that breaks between two statements of a transaction breaks nothing else', async () => {
  const kill = async (tx: Sql) => {
    const [row] = await run('SELECT pg_backend_pid() AS n', tx);
    await run(`SELECT pg_terminate_backend(${row?.n})`);
    await sleep(100);
  };
  const broken = transaction(async (tx) => {
    await run('UPDATE counters SET n = 9', tx);
    await kill(tx);
    await run('SELECT 1', tx);
  });
  await expect(broken).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(await counters()).toEqual([0, 0]);
  expect(pool().totalCount).toBeGreaterThan(0);
});

it('a statement ends after its time, and one of a slow transaction does not', async () => {
  // Half a minute is too long for a test: the limit itself is looked at, and that it holds.
  const limit = async (on: Sql = sql) =>
    (await run(`SELECT setting::int AS n FROM pg_settings WHERE name = 'statement_timeout'`, on))[0]?.n;
  expect(await limit()).toBe(30_000);
  expect(await transaction((tx) => limit(tx), { slow: true })).toBe(900_000);
  expect(await limit()).toBe(30_000);
  const late = transaction(async (tx) => {
    await run('SET LOCAL statement_timeout = 50', tx);
    await run('SELECT pg_sleep(5)', tx);
  });
  await expect(late).rejects.toBeInstanceOf(DatabaseUnavailable);
});

it('a connection that breaks while nobody uses it is replaced', async () => {
  const told = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await run('SELECT 1');
  await queryOn(
    process.env.DATABASE_URL ?? '',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect.poll(() => pool().totalCount).toBe(0);
  expect(await counters()).toEqual([0, 0]);
  expect(told).toHaveBeenCalled();
  told.mockRestore();
});
