// The processes of this machine, as far as a torture has to find its own among them.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ pid: number, parent: number, command: string }} Process */

function fromFiles(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended, and waits for nobody but its parent.
    return fields[0] === 'Z' ? [] : [{ pid, parent: Number(fields[1]), command }];
  } catch {
    return [];
  }
}

/** @returns {Process[]} */
function all() {
  if (existsSync('/proc/self/stat'))
    return readdirSync('/proc').map(Number).filter(Boolean).flatMap(fromFiles);
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

/**
 * The children of a process whose command matches.
 * @param {number} parent
 * @param {RegExp} command
 */
export function childrenOf(parent, command) {
  return all()
    .filter((process) => process.parent === parent && command.test(process.command))
    .map(({ pid }) => pid);
}

/** Which of these processes are there. @param {readonly number[]} pids */
export function alive(pids) {
  const there = new Set(all().map(({ pid }) => pid));
  return pids.filter((pid) => there.has(pid));
}
