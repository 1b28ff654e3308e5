import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from '../scripts/checkout.mjs';

/** Serves until it is told to stop, or does not come to serve at all. */
const server = `
  const { appendFileSync } = require('node:fs');
  const note = () => appendFileSync(process.env.PIDS, process.pid + '\\n');
  if (process.env.REFUSES) {
    note();
    process.exit(7);
  }
  process.on('SIGTERM', () => process.exit(0));
  process.on('disconnect', () => process.exit(0));
  setInterval(() => {}, 1000);
  process.send({ serves: true }, note);
`;

let folder: string;
let keeper: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-keep-'));
  writeFileSync(join(folder, 'pids'), '');
  writeFileSync(join(folder, 'server.cjs'), server);
});

afterEach(() => {
  keeper?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function keep(more: Record<string, string> = {}): ChildProcess {
  const program = `import { keepServer } from '${join(root, 'scripts/keep-server.mjs')}'; keepServer(process.argv[1])`;
  const args = ['--input-type=module', '--eval', program, join(folder, 'server.cjs')];
  const env = { ...process.env, npm_lifecycle_event: '', PIDS: join(folder, 'pids'), ...more };
  keeper = spawn(process.execPath, args, { env, stdio: 'ignore' });
  return keeper;
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

const patience = { timeout: 15_000 };

test('a server that was killed is started again, and ends with its keeper', { timeout: 30_000 }, async () => {
  const kept = keep();
  await expect.poll(started, patience).toHaveLength(1);
  // It has to have served, or its end is the keeper's.
  await new Promise((done) => setTimeout(done, 500));
  const [first = 0] = started();
  process.kill(first, 'SIGKILL');
  await expect.poll(started, patience).toHaveLength(2);
  const [, second = 0] = started();
  await new Promise((done) => setTimeout(done, 500));
  const ended = once(kept, 'exit');
  kept.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect([first, second].filter(isThere)).toEqual([]);
});

test('a keeper that was killed takes its server with it', { timeout: 30_000 }, async () => {
  const kept = keep();
  await expect.poll(started, patience).toHaveLength(1);
  await new Promise((done) => setTimeout(done, 500));
  kept.kill('SIGKILL');
  await expect.poll(() => started().filter(isThere), patience).toEqual([]);
});

test('a server that can’t be started ends its keeper with its status', { timeout: 30_000 }, async () => {
  expect(await once(keep({ REFUSES: 'yes' }), 'exit')).toEqual([7, null]);
  expect(started()).toHaveLength(1);
});

test('a server that was stopped on purpose stays so', { timeout: 30_000 }, async () => {
  const kept = keep();
  await expect.poll(started, patience).toHaveLength(1);
  await new Promise((done) => setTimeout(done, 500));
  const ended = once(kept, 'exit');
  process.kill(started()[0] ?? 0, 'SIGTERM');
  expect(await ended).toEqual([0, null]);
});
