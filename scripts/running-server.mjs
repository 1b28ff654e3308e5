// The note a server leaves in its data folder, so that a second one is refused before it prepares anything.
// It is a courtesy: what holds is the lock that the server takes in PostgreSQL.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const noteOf = (dataDir) => join(dataDir, 'server.json');

/**
 * Notes which process serves this data folder, and where.
 * @param {string} dataDir
 * @param {{ pid: number, port: number, url: string }} server
 */
export function noteServer(dataDir, server) {
  writeFileSync(noteOf(dataDir), `${JSON.stringify(server)}\n`);
}

/**
 * The note of the server that runs on this data folder, or ran there and was killed.
 * @param {string} dataDir
 * @returns {{ pid: number, port: number, url: string } | undefined}
 */
export function readNote(dataDir) {
  try {
    return JSON.parse(readFileSync(noteOf(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
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
 * @returns {Promise<{ pid: number, port: number, url: string } | undefined>}
 */
export async function runningServer(dataDir) {
  const server = readNote(dataDir);
  if (!server || !isAlive(server.pid)) return undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}/api/health`, {
      signal: AbortSignal.timeout(2_000),
    });
    return (await answer.json()).status === 'ok' ? server : undefined;
  } catch {
    return undefined;
  }
}
