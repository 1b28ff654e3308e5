// What processes use, as Linux tells it under /proc. Elsewhere nothing is told, and nothing is measured.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, in which /proc counts. */
const ticks = 100;

function read(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function childrenOf(pid) {
  let tasks = [];
  try {
    tasks = readdirSync(`/proc/${pid}/task`);
  } catch {
    // It has ended.
  }
  return tasks.flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
}

/**
 * A process and all that it started, the ended ones left out.
 * @param {number | undefined} pid
 * @returns {number[]}
 */
export function processTree(pid) {
  return pid ? [pid, ...childrenOf(pid).flatMap(processTree)] : [];
}

/** User and system time of one process and of the children it has waited for. */
function ticksOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + (Number(field) || 0), 0);
}

const ticksOfTree = (pid) => processTree(pid).reduce((sum, one) => sum + ticksOf(one), 0);

/**
 * The processor time so far: of the server, of PostgreSQL, of this client and of the whole machine.
 * @param {{ serverPid?: number, postgresPid?: number }} processes
 */
export function processorTime({ serverPid, postgresPid }) {
  const all = (read('/proc/stat').split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = all;
  return {
    at: performance.now(),
    known: all.length > 0,
    busy: user + nice + system + irq + softIrq,
    steal,
    client: ticksOf(process.pid),
    server: serverPid ? ticksOfTree(serverPid) : undefined,
    postgres: postgresPid ? ticksOfTree(postgresPid) : undefined,
  };
}

/**
 * How many processors each of them kept busy between two readings. `foreign` is what nobody of the measurement
 * used; it is known where the server's and PostgreSQL's processes are.
 * @param {ReturnType<typeof processorTime>} from
 * @param {ReturnType<typeof processorTime>} to
 */
export function processorUse(from, to) {
  if (!to.known) return undefined;
  const seconds = Math.max(1, to.at - from.at) / 1000;
  const cores = (used) => Math.round((used / ticks / seconds) * 100) / 100;
  const of = (name) => (to[name] === undefined ? undefined : to[name] - from[name]);
  const [client, server, postgres] = [of('client') ?? 0, of('server'), of('postgres')];
  const told = server !== undefined && postgres !== undefined;
  return {
    server: server === undefined ? undefined : cores(server),
    postgres: postgres === undefined ? undefined : cores(postgres),
    client: cores(client),
    foreign: told ? Math.max(0, cores(to.busy - from.busy - client - server - postgres)) : undefined,
    steal: cores(to.steal - from.steal),
  };
}

/**
 * The most memory that each process of a tree has ever held, in MB (VmHWM), and what it holds now (VmRSS).
 * @param {number | undefined} pid
 */
export function memoryOf(pid) {
  return processTree(pid).flatMap((one) => {
    const status = read(`/proc/${one}/status`);
    const mb = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
    return status ? [{ pid: one, peakMb: mb('VmHWM'), nowMb: mb('VmRSS') }] : [];
  });
}

/**
 * Whether a process of this machine bears that name.
 * @param {number} pid
 * @param {string} name
 */
export const isNamed = (pid, name) => read(`/proc/${pid}/comm`).trim() === name;
