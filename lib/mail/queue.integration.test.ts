import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sql, transaction } from '../database';
import type { Message } from './message';
import { type MailWriters, queueMail, sendQueued } from './queue';
import { sendMail } from './send-mail';

vi.mock('./send-mail', () => ({ sendMail: vi.fn<typeof sendMail>() }));

const tenantId = uuid();
const letter: MailWriters = {
  letter: async ({ data }): Promise<Message> => ({
    to: { name: 'Jane', address: String(data.address) },
    subject: 'A letter',
    text: '',
    html: '',
  }),
};

beforeEach(async () => {
  await sql.rows({ text: 'DELETE FROM queued_mails', values: [] });
  vi.mocked(sendMail).mockReset();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const put = (address: string, kind = 'letter') => queueMail(sql, { tenantId, kind, data: { address } });

const receivers = () => vi.mocked(sendMail).mock.calls.map(([{ to }]) => to.address);

function waiting(): Promise<{ attempts: number; minutes: number }[]> {
  return sql.rows({
    text: `SELECT attempts, round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM queued_mails`,
    values: [],
  });
}

/** Lets the time until the next attempt pass. */
const later = () => sql.rows({ text: 'UPDATE queued_mails SET due_at = now()', values: [] });

test('a queued mail leaves once, under the id that it has in the queue', async () => {
  await put('jane@acme.test');
  expect(await sendQueued(letter)).toBe(1);
  expect(await sendQueued(letter)).toBe(0);
  expect(receivers()).toEqual(['jane@acme.test']);
  expect(vi.mocked(sendMail).mock.calls[0]?.[0].id).toMatch(/^[0-9a-f-]{36}$/);
  expect(await waiting()).toEqual([]);
});

test('what is rolled back leaves no mail', async () => {
  const undone = transaction(async (tx) => {
    await queueMail(tx, { tenantId, kind: 'letter', data: { address: 'jane@acme.test' } });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await sendQueued(letter)).toBe(0);
});

test('of several that send at once each sends others', async () => {
  for (let i = 0; i < 35; i += 1) await put(`user-${i}@acme.test`);
  vi.mocked(sendMail).mockImplementation(() => new Promise((done) => setTimeout(done, 1)));
  for (let i = 0; i < 3; i += 1) await Promise.all([1, 2, 3].map(() => sendQueued(letter)));
  expect(receivers()).toHaveLength(35);
  expect(new Set(receivers()).size).toBe(35);
});

test('a process that ends finishes one mail, and leaves the others to the next', async () => {
  for (let i = 0; i < 4; i += 1) await put(`user-${i}@acme.test`);
  const stop = new AbortController();
  vi.mocked(sendMail).mockImplementationOnce(async () => stop.abort());
  await sendQueued(letter, stop.signal);
  expect(receivers()).toHaveLength(1);
  expect(await waiting()).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0, minutes: 0 })));
  expect(await sendQueued(letter)).toBe(3);
  expect(new Set(receivers()).size).toBe(4);
});

test('a mail that is refused is tried again, later each time, and keeps no other from leaving', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await put('broken@acme.test');
  await put('jane@acme.test');
  vi.mocked(sendMail).mockImplementation(async ({ to }) => {
    if (to.address.startsWith('broken')) throw new Error('550 no such mailbox');
  });
  await sendQueued(letter);
  expect(receivers()).toContain('jane@acme.test');
  expect(await waiting()).toEqual([{ attempts: 1, minutes: 1 }]);
  await later();
  await sendQueued(letter);
  expect(await waiting()).toEqual([{ attempts: 2, minutes: 2 }]);
  vi.mocked(sendMail).mockReset();
  await later();
  await sendQueued(letter);
  expect(receivers()).toEqual(['broken@acme.test']);
  expect(await waiting()).toEqual([]);
});

test('after a day of attempts a mail is given up', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  await put('broken@acme.test');
  vi.mocked(sendMail).mockRejectedValue(new Error('550 no such mailbox'));
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    expect(await sendQueued(letter)).toBe(1);
    await later();
  }
  expect(await waiting()).toEqual([]);
});

test('a mail whose process died on the way is due again after the lease', async () => {
  await put('jane@acme.test');
  await sql.rows({
    text: `UPDATE queued_mails SET attempts = 1, due_at = now() + interval '10 minutes'`,
    values: [],
  });
  expect(await sendQueued(letter)).toBe(0);
  await later();
  expect(await sendQueued(letter)).toBe(1);
  expect(receivers()).toEqual(['jane@acme.test']);
});

test('a mail that nobody here can write waits for somebody who can', async () => {
  await put('jane@acme.test', 'postcard');
  expect(await sendQueued(letter)).toBe(0);
  expect(await waiting()).toHaveLength(1);
  expect(await sendQueued({ postcard: async () => null })).toBe(1);
  expect(receivers()).toEqual([]);
  expect(await waiting()).toEqual([]);
});
