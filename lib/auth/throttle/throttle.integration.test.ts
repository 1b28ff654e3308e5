import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../database';
import { type Attempt, countAttempt, forgetAttempts, TooManyAttempts } from './throttle';

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM throttles', values: [] });
});

const home = '192.0.2.1';
const elsewhere = (n: number) => `198.51.${Math.floor(n / 250)}.${(n % 250) + 1}`;
const jane: Attempt = { kind: 'sign-in', account: 'jane', address: home };

/**
 * 0 where the attempt is let through, else the seconds to wait: tens, but for one more where the machine's clock was set
 * back just then.
 */
async function waitOf(attempt: Attempt): Promise<number> {
  try {
    await countAttempt(attempt);
    return 0;
  } catch (error) {
    if (error instanceof TooManyAttempts) return error.retryAfter - (error.retryAfter % 10 === 1 ? 1 : 0);
    throw error;
  }
}

/** Makes so many attempts, and gives what each was told. */
async function waits(times: number, attempt: (n: number) => Attempt): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push(await waitOf(attempt(n)));
  return all;
}

/** Lets time pass for everybody. */
const pass = (time: string) =>
  sql.rows({
    text: `UPDATE throttles SET counted_until = counted_until - $1::interval,
      blocked_until = blocked_until - $1::interval, known_until = known_until - $1::interval`,
    values: [time],
  });

describe('one account from one address', () => {
  test('has five attempts, then a pause that doubles up to a quarter of an hour', async () => {
    expect(await waits(6, () => jane)).toEqual([0, 0, 0, 0, 0, 30]);
    const pauses: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const wait = await waitOf(jane);
      pauses.push(wait);
      await pass(`${wait + 1} seconds`);
      expect(await waitOf(jane)).toBe(0);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('is let through no more often when many come at once', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => waitOf(jane)));
    expect(all.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test('adds nothing to the pause while it is held back', async () => {
    await waits(50, () => jane);
    expect(await waitOf(jane)).toBe(30);
  });

  test('starts anew after an hour without an attempt', async () => {
    await waits(5, () => jane);
    await pass('61 minutes');
    expect(await waits(6, () => jane)).toEqual([0, 0, 0, 0, 0, 30]);
  });

  test('starts anew with what fits', async () => {
    await waits(4, () => jane);
    await (await countAttempt(jane)).succeeded();
    expect(await waits(6, () => jane)).toEqual([0, 0, 0, 0, 0, 30]);
  });

  test('counts each kind of attempt by itself', async () => {
    await waits(6, () => jane);
    expect(await waitOf({ ...jane, kind: 'forgot-password' })).toBe(0);
  });
});

describe('one account from many addresses', () => {
  const stranger = (n: number): Attempt => ({ ...jane, address: elsewhere(n) });

  test('has fifty attempts before everybody waits', async () => {
    const all = await waits(51, stranger);
    expect(all.slice(0, 50).every((wait) => wait === 0)).toBe(true);
    expect(all[50]).toBe(30);
    expect(await waitOf(jane)).toBe(30);
  });

  test('is still reached from where it was reached before', async () => {
    await (await countAttempt(jane)).succeeded();
    await waits(60, stranger);
    expect(await waitOf(stranger(99))).toBeGreaterThan(0);
    expect(await waits(6, () => jane)).toEqual([0, 0, 0, 0, 0, 30]);
  });

  test('no stranger who is held back adds to it', async () => {
    await waits(200, () => ({ ...jane, address: elsewhere(1) }));
    expect(await waitOf(jane)).toBe(0);
  });
});

describe('many accounts from one address', () => {
  const account = (n: number): Attempt => ({ ...jane, account: `user-${n}` });

  test('have a hundred attempts', async () => {
    const all = await waits(101, account);
    expect(all.slice(0, 100).every((wait) => wait === 0)).toBe(true);
    expect(all[100]).toBe(30);
    expect(await waitOf({ ...jane, address: elsewhere(1) })).toBe(0);
  });

  test('who all fit are not held back', async () => {
    for (let n = 0; n < 150; n += 1) await (await countAttempt(account(n))).succeeded();
    expect(await waitOf(account(200))).toBe(0);
  });

  test('of one IPv6 network count as from one', async () => {
    const all = await waits(6, (n) => ({ ...jane, address: `2001:db8:1:2::${n}` }));
    expect(all).toEqual([0, 0, 0, 0, 0, 30]);
  });
});

test('where no address is known the account alone is counted', async () => {
  expect(await waits(6, () => ({ ...jane, address: undefined }))).toEqual([0, 0, 0, 0, 0, 30]);
});

test('nothing that is kept names an account or an address', async () => {
  await countAttempt(jane);
  const rows = await sql.rows<{ subject: Buffer }>({ text: 'SELECT subject FROM throttles', values: [] });
  expect(rows).toHaveLength(3);
  for (const { subject } of rows) expect(subject).toHaveLength(32);
});

test('what counts no more is deleted; who is known stays', async () => {
  await (await countAttempt(jane)).succeeded();
  await countAttempt({ ...jane, account: 'pat' });
  expect(await forgetAttempts()).toBe(0);
  await pass('2 hours');
  expect(await forgetAttempts()).toBe(4);
  await pass('91 days');
  expect(await forgetAttempts()).toBe(1);
});

test.each([
  [1, 'a second'],
  [30, '30 seconds'],
  [91, '2 minutes'],
  [900, '15 minutes'],
])('%i seconds are told as %s', (seconds, words) => {
  expect(new TooManyAttempts(seconds).message).toBe(`Too many attempts. Wait ${words} and try again.`);
});
