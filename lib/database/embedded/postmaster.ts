import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { log } from '../../log';
import { type Binaries, postgresEnvironment } from './binaries';
import type { Places } from './places';
import { isRunning, worksIn } from './process-state';
import { ownSettings, type Settings } from './settings';

/** What a postmaster writes about itself into its data directory. */
interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const logLimit = 10 * 1024 * 1024;

/** After a crash PostgreSQL reads up to `max_wal_size` of its log again before it is ready, in milliseconds. */
export const longestRecovery = 900_000;

const pidFile = (places: Places) => join(places.cluster, 'postmaster.pid');

function readPostmaster(places: Places): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(places), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

/** The process id of the postmaster that runs on this cluster now. */
export function runningPostmaster(places: Places): number | undefined {
  const found = readPostmaster(places);
  return found && worksIn(found.pid, places.cluster) ? found.pid : undefined;
}

/**
 * Has a postmaster running on the cluster and returns its port: adopts the one that is there (a killed Muster
 * leaves it behind), waits for one that starts or stops, else starts one. PostgreSQL itself sees to it that
 * there are never two.
 * @param preferredPort taken when it is free, so that open pools find a restarted postmaster again
 */
export async function ensurePostmaster(
  places: Places,
  binaries: Binaries,
  { settings = {}, preferredPort = 0 }: { settings?: Settings; preferredPort?: number },
): Promise<number> {
  const begun = Date.now();
  let attempts = 0;
  let startedAt = 0;
  for (let alive = false; Date.now() - begun < (alive ? longestRecovery : 60_000); ) {
    const found = readPostmaster(places);
    alive = found !== undefined && worksIn(found.pid, places.cluster);
    if (found && alive && found.status === 'ready') return found.port;
    if (!alive && Date.now() - startedAt > 1_000) {
      if (found) disarmPidFile(places, found.pid);
      startedAt = Date.now();
      attempts += 1;
      const port = attempts <= 3 ? preferredPort : 0;
      launch(places, binaries, settings, await freePort(port));
    }
    await sleep(25);
  }
  throw new Error(`PostgreSQL did not start in time. Its log is ${places.log}:\n${logTail(places)}`);
}

/**
 * A killed postmaster leaves its pid file. PostgreSQL removes it itself unless another process bears that id
 * by now, or a zombie does. Naming its parent instead takes that doubt away and, other than deleting the file,
 * keeps PostgreSQL's check that no backend of the killed one still writes.
 */
function disarmPidFile(places: Places, pid: number): void {
  const file = pidFile(places);
  try {
    process.kill(pid, 0);
    const lines = readFileSync(file, 'utf8').split('\n');
    if (lines[0] !== String(pid)) return;
    writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  } catch {
    // No process bears the id, or the file is gone: nothing is in PostgreSQL's way.
  }
}

function launch(places: Places, binaries: Binaries, settings: Settings, port: number): void {
  const all = { ...ownSettings(), ...settings, port: String(port) };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  if ((statSync(places.log, { throwIfNoEntry: false })?.size ?? 0) > logLimit) truncateSync(places.log);
  const output = openSync(places.log, 'a', 0o600);
  const postmaster = spawn(binaries.postgres, ['-D', places.cluster, ...options], {
    ...(places.account ?? {}),
    cwd: places.cluster,
    env: postgresEnvironment(),
    stdio: ['ignore', output, output],
    windowsHide: true,
    // Out of the terminal's process group: Ctrl-C is for Muster, which stops PostgreSQL last.
    detached: true,
  });
  postmaster.on('error', (error) => log.error('PostgreSQL could not be started.', { err: error }));
  postmaster.unref();
  closeSync(output);
}

function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The end of PostgreSQL's log, for an error message. */
function logTail(places: Places): string {
  try {
    return readFileSync(places.log, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  } catch {
    return '(no log)';
  }
}

/** Stops the cluster's postmaster, if one runs: ends its connections, writes a checkpoint, waits until it is gone. */
export async function stopPostmaster(places: Places, binaries: Binaries): Promise<void> {
  const pid = runningPostmaster(places);
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', places.cluster, '-m', 'fast', '-w']);
    return;
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 60_000;
  while (isRunning(pid)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}) did not stop within a minute.`);
    await sleep(20);
  }
}
