// npm waits for what it runs, with a shell between the two or without. When npm was killed, Ctrl-C no longer
// reaches what it ran, so that has to end by itself.
import { readFileSync } from 'node:fs';

/** The name and the parent of a process, where the system tells them as Linux does. */
function read(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return { name, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}

/** The processes from this one's parent up to npm, as far as the system tells. */
function chain() {
  const parent = read(process.ppid);
  const shell = parent !== undefined && /^(?:ba|da|a|z|k)?sh$/.test(parent.name);
  return shell ? [process.ppid, parent.parent] : [process.ppid];
}

/**
 * Calls `ended` once the npm that runs this script is gone. Does nothing where no npm runs it.
 * @param {() => void} ended
 */
export function onNpmEnd(ended) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const before = chain().join();
  const watch = setInterval(() => {
    if (chain().join() === before) return;
    clearInterval(watch);
    ended();
  }, 250);
  watch.unref();
}
