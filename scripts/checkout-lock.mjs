// One preparation of a checkout at a time: two `npm ci` at once would leave a broken node_modules behind.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './checkout.mjs';

const id = createHash('sha256').update(root).digest('hex').slice(0, 24);

// A name that is listened on ends with the process that listens, however it ends. Linux and Windows have names
// for it that are no files.
const name =
  process.platform === 'linux'
    ? `\0muster-${id}`
    : process.platform === 'win32'
      ? `\\\\.\\pipe\\muster-${id}`
      : join(tmpdir(), `muster-${id}.sock`);

function tryListen() {
  return new Promise((done, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? done(undefined) : reject(error)));
    server.listen(name, () => done(server));
  });
}

/** Whether the name is only a file that a killed process left behind. */
function isAbandoned() {
  if (!name.endsWith('.sock')) return Promise.resolve(false);
  return new Promise((done) => {
    const socket = connect(name, () => done(false));
    socket.once('error', () => done(true)).once('connect', () => socket.destroy());
  });
}

/**
 * Runs `work` while no other process prepares this checkout; waits for one that does.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function alone(work) {
  let server = await tryListen();
  if (!server) console.error('  Another process prepares this checkout; waiting for it …');
  while (!server) {
    if (await isAbandoned()) rmSync(name, { force: true });
    else await sleep(200);
    server = await tryListen();
  }
  try {
    return await work();
  } finally {
    await new Promise((done) => server.close(done));
  }
}
