import { readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether a process with this id is there and not merely waiting to be reaped. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    // "pid (name) state …"; the name may hold spaces and parentheses.
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Whether the running process `pid` works in `folder`, as a postmaster does in its data directory. Ids are
 * used again (in a container nearly always), so an id alone proves nothing. Where the system does not
 * tell, the id is believed.
 */
export function worksIn(pid: number, folder: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(folder);
  } catch {
    return false;
  }
}
