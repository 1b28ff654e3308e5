import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, postgresEnvironment } from './binaries';
import type { Places } from './places';
import { isRunning } from './process-state';

/** The cluster's superuser. Muster itself works as `muster`, who owns one database and nothing else. */
export const superuser = 'postgres';

/** Makes the cluster if there is none. Made beside and renamed, so that a cluster is whole or not there. */
export async function ensureCluster(places: Places, binaries: Binaries): Promise<void> {
  const { cluster, account } = places;
  const parent = dirname(cluster);
  removeAbandoned(cluster);
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  if (!existsSync(parent)) {
    mkdirSync(parent, { recursive: true });
    chmodSync(parent, 0o755);
  }
  const making = `${cluster}.new-${process.pid}-${randomBytes(3).toString('hex')}`;
  const passwordFile = `${making}.password`;
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, places.password, { mode: 0o600 });
  try {
    if (account) for (const path of [making, passwordFile]) chownSync(path, account.uid, account.gid);
    await initdb(binaries, making, passwordFile, places);
    renameSync(making, cluster);
    syncFolder(parent);
  } catch (error) {
    // Another first start was quicker; its cluster is as good.
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}

async function initdb(binaries: Binaries, folder: string, passwordFile: string, { account }: Places) {
  const options = [
    ['--pgdata', folder],
    ['--username', superuser],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
  ];
  try {
    await promisify(execFile)(binaries.initdb, options.flat(), {
      ...(account ?? {}),
      cwd: folder,
      env: postgresEnvironment(),
    });
  } catch (cause) {
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new Error(`PostgreSQL's files could not be made in ${folder}.\n${stderr}`, { cause });
  }
}

/** What a first start that was killed left half made. */
function removeAbandoned(cluster: string): void {
  const prefix = `${basename(cluster)}.new-`;
  const parent = dirname(cluster);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
