// Keeps the server running: one that was killed or failed is started again. Node's own modules only.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './checkout.mjs';
import { onNpmEnd } from './npm-parent.mjs';

/** A server that ends is started again after this time, doubled for each one that ended in the last minute. */
const shortestWait = 100;
const longestWait = 10_000;

/** When servers ended in the last minute. */
let deaths = [];

function nextWait() {
  const now = Date.now();
  deaths = [...deaths.filter((death) => now - death < 60_000), now];
  return Math.min(longestWait, shortestWait * 2 ** (deaths.length - 1));
}

/**
 * Starts the server, and again whenever it ends by a signal or a failure, until this process is told to stop. What
 * keeps the first start from serving, such as a port that is taken, ends this process, too. A server that ends by
 * itself with status 0 was stopped on purpose.
 * @param {string} [program] the server, which tells `{ serves: true }` once it serves
 */
export function keepServer(program = join(root, 'dist', 'server.js')) {
  let child;
  let stopping = false;
  let served = false;
  let waiting;
  const launch = () => {
    child = spawn(process.execPath, [program], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (told) => {
      if (told?.serves) served = true;
    });
    child.once('exit', (status, signal) => {
      child = undefined;
      if (stopping || status === 0 || !served) process.exit(status ?? 1);
      const wait = nextWait();
      console.error(`\nThe server ended (${signal ?? `status ${status}`}); starting it again.`);
      waiting = setTimeout(launch, wait);
    });
  };
  const end = (signal) => {
    stopping = true;
    clearTimeout(waiting);
    if (child) child.kill(signal);
    else process.exit();
  };
  // A terminal tells the server, too, which hears only the first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  onNpmEnd(() => end('SIGTERM'));
  launch();
}
