import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The program and its arguments. */
  readonly command: string;
}

/** Linux tells it in files; a container may have no `ps`. */
function fromFiles(pid: number): Process[] {
  try {
    // "pid (name) state parent …"; the name may hold spaces and parentheses.
    const [state = '', parent] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return state === 'Z' ? [] : [{ pid, parent: Number(parent), command }];
  } catch {
    return [];
  }
}

function processes(): Process[] {
  if (existsSync('/proc/self/stat'))
    return readdirSync('/proc').map(Number).filter(Boolean).flatMap(fromFiles);
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

/** The child processes of `parent` that run this program, such as `worker.js`. */
export function childrenOf(parent: number, program: string): number[] {
  return processes()
    .filter((process) => process.parent === parent && process.command.includes(program))
    .map(({ pid }) => pid);
}

/** The processes that serve for the primary `pid`. */
export function workersOf(pid: number): number[] {
  return childrenOf(pid, 'worker.js');
}

/** Whether there is a process of this id. */
export function isThere(pid: number): boolean {
  return processes().some((process) => process.pid === pid);
}
