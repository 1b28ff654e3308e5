import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '..');

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Waits until the server has printed its one next step, and returns the set-up link in it. */
async function setupLink(server: ChildProcess, terminal: string): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const printed = readFileSync(terminal, 'utf8');
    const link = /http\S+\/setup\?token=\S+/.exec(printed)?.[0];
    if (link) return link;
    if (server.exitCode !== null) throw new Error(`The server ended:\n${printed}`);
    await sleep(100);
  }
  throw new Error(`The server printed no set-up link:\n${readFileSync(terminal, 'utf8')}`);
}

/** Starts the production server on an empty data folder and a free port, for all journeys of the run. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-e2e-'));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const terminal = join(folder, 'terminal.log');
  writeFileSync(terminal, '');
  // The journeys' own processes, such as the operator's command, work with the same settings.
  Object.assign(process.env, {
    PORT: String(port),
    MUSTER_URL: `http://localhost:${port}`,
    MUSTER_DATA_DIR: join(folder, 'data'),
    SUPPORT_URL: 'mailto:help@muster.test',
  });
  delete process.env.DATABASE_URL;
  delete process.env.SMTP_URL;
  const server = spawn('sh', ['-c', 'exec "$0" dist/server.js >>"$1" 2>&1', process.execPath, terminal], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  process.env.MUSTER_SETUP_LINK = await setupLink(server, terminal);
  process.env.MUSTER_TERMINAL = terminal;
  return async () => {
    server.kill('SIGTERM');
    const [code] = server.exitCode === null ? await once(server, 'exit') : [server.exitCode];
    if (code !== 0) throw new Error(`The server ended with ${code}:\n${readFileSync(terminal, 'utf8')}`);
    rmSync(folder, { recursive: true, force: true });
  };
}
