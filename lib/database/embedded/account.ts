import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The operating system's user that PostgreSQL runs as; undefined is the user that runs Muster. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Root's Muster runs it as the owner of the existing cluster, else as
 * `postgres` where the system has that user, else as `nobody`.
 * @param existing the folder of a cluster that may be there already
 */
export function postgresAccount(existing: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of existing) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error('PostgreSQL refuses to run as root, and the system has neither `postgres` nor `nobody`.');
}

function allows(stats: Stats, { uid, gid }: Account, bits: number): boolean {
  const granted = stats.uid === uid ? stats.mode >> 6 : stats.gid === gid ? stats.mode >> 3 : stats.mode;
  return (granted & bits) === bits;
}

/**
 * Whether `account` may enter every folder above `path` and read `path` itself. Folders that are not there
 * yet count as reachable. Tells from the modes, because Node's own binary may be out of the account's reach.
 */
export function canReach(path: string, account: Account | undefined): boolean {
  if (!account) return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !allows(stats, account, stats.isDirectory() ? 0o5 : 0o4)) return false;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const above = statSync(folder, { throwIfNoEntry: false });
    if (above && !allows(above, account, 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}
