// The note a server leaves in its data folder, so that a second one is refused before it prepares anything.
// It is a courtesy: what holds is the lock that the server takes in PostgreSQL.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const noteOf = (dataDir) => join(dataDir, 'server.json');

/**
 * Notes which process serves this data folder, and where.
 * @param {string} dataDir
 * @param {{ pid: number, port: number }} server
 */
export function noteServer(dataDir, server) {
  writeFileSync(noteOf(dataDir), `${JSON.stringify(server)}\n`);
}

/**
 * Takes the note away.
 * @param {string} dataDir
 */
export function forgetServer(dataDir) {
  rmSync(noteOf(dataDir), { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * The server that runs on this data folder: the noted process is there and its port answers as Muster does.
 * @param {string} dataDir
 * @returns {Promise<{ pid: number, port: number } | undefined>}
 */
export async function runningServer(dataDir) {
  try {
    const server = JSON.parse(readFileSync(noteOf(dataDir), 'utf8'));
    if (!isAlive(server.pid)) return undefined;
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/health`, {
      signal: AbortSignal.timeout(2_000),
    });
    return (await answer.json()).status === 'ok' ? server : undefined;
  } catch {
    return undefined;
  }
}
