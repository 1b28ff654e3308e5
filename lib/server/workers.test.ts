import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Serving } from './serve';
import { startWorkers } from './workers';

/** Each one that starts takes the next fate of FATES, the last one again and again. */
const program = `
  const { appendFileSync, readFileSync } = require('node:fs');
  appendFileSync(process.env.PIDS, process.pid + '\\n');
  const before = readFileSync(process.env.PIDS, 'utf8').trimEnd().split('\\n').indexOf(String(process.pid));
  const fates = process.env.FATES.split(' ');
  const fate = fates[Math.min(before, fates.length - 1)];
  if (fate === 'serve') {
    process.on('message', (message) => message === 'stop' && process.exit(0));
    process.send({ serves: true });
  }
  if (fate === 'linger') setInterval(() => {}, 1000);
  if (fate === 'refuse') process.send({ failed: 'There is no room.' }, () => process.exit(1));
  if (fate === 'die') process.exit(3);
`;

let folder: string;
let serving: Serving | undefined;
const onLost = vi.fn();
const told = vi.spyOn(console, 'error').mockImplementation(() => {});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-workers-'));
  writeFileSync(join(folder, 'pids'), '');
  writeFileSync(join(folder, 'program.cjs'), program);
});

afterEach(async () => {
  await serving?.stop();
  serving = undefined;
  rmSync(folder, { recursive: true, force: true });
  onLost.mockReset();
  told.mockClear();
});

async function start(fates: string, count = 2): Promise<void> {
  const environment = { FATES: fates, PIDS: join(folder, 'pids') };
  serving = await startWorkers({ count, program: join(folder, 'program.cjs'), environment, onLost });
}

const started = () =>
  readFileSync(join(folder, 'pids'), 'utf8').trimEnd().split('\n').filter(Boolean).map(Number);

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const alive = () => started().filter(isThere);

it('starts as many as are wanted, and ends them all', async () => {
  await start('serve', 3);
  expect(alive()).toHaveLength(3);
  await serving?.stop();
  expect(alive()).toEqual([]);
  expect(started()).toHaveLength(3);
  expect(told).not.toHaveBeenCalled();
});

it('fails with the words of one that can’t start, and leaves none behind', async () => {
  await expect(start('serve refuse')).rejects.toThrow(/^There is no room\.$/);
  expect(alive()).toEqual([]);
  expect(started()).toHaveLength(2);
});

it('fails where one ends without a word', async () => {
  await expect(start('die')).rejects.toThrow('A process of the server ended (status 3) before it served.');
  expect(alive()).toEqual([]);
});

it('replaces one that ends, and tries again where that fails', async () => {
  await start('serve serve refuse die serve');
  const [killed = 0, other] = started();
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => told.mock.calls.length, { timeout: 10_000 }).toBe(4);
  expect(alive()).toHaveLength(2);
  expect(alive()).toContain(other);
  expect(told.mock.calls.map(([line]) => line)).toEqual([
    `Process ${killed} ended (SIGKILL); starting another.`,
    expect.stringContaining('There is no room.'),
    expect.stringContaining('ended (status 3) before it served.'),
    `Process ${started()[4]} serves in its place.`,
  ]);
  expect(onLost).not.toHaveBeenCalled();
});

it('ends one that is only starting', async () => {
  await start('serve linger', 1);
  process.kill(started()[0] ?? 0, 'SIGKILL');
  await expect.poll(() => started().length).toBe(2);
  await serving?.stop();
  expect(alive()).toEqual([]);
});

it('gives up where none serves and none comes to', { timeout: 30_000 }, async () => {
  await start('serve refuse', 1);
  process.kill(started()[0] ?? 0, 'SIGKILL');
  await expect.poll(() => onLost.mock.calls.length, { timeout: 20_000 }).toBe(1);
  expect(onLost.mock.calls[0]?.[0]).toMatchObject({ message: 'There is no room.' });
  expect(started()).toHaveLength(6);
});
