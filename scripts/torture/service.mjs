// The service under torture: the production server as `npm start` keeps it, with a PostgreSQL of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { root } from '../checkout.mjs';
import { freePort } from '../free-port.mjs';
import { childrenOf } from './processes.mjs';

/** How long the service may take to be there again, in milliseconds. */
const longestAbsence = 60_000;

export class Service {
  #child;
  #folder;
  #env;

  /** @param {{ workers: number }} settings */
  constructor({ workers }) {
    this.#folder = mkdtempSync(join(tmpdir(), 'muster-torture-'));
    // PostgreSQL's user, when that is another one, must be able to enter.
    chmodSync(this.#folder, 0o711);
    this.workers = workers;
  }

  get #dataDir() {
    return join(this.#folder, 'data');
  }

  get address() {
    return this.#env.MUSTER_URL;
  }

  /** What it printed. */
  get output() {
    return readFileSync(join(this.#folder, 'server.log'), 'utf8');
  }

  /** Starts it, and connects an identity provider. @returns {Promise<{ scimUri: string, apiKey: string }>} */
  async start() {
    const port = await freePort();
    const {
      DATABASE_URL: _,
      MUSTER_SECRET: __,
      SMTP_URL: ___,
      npm_lifecycle_event: ____,
      ...rest
    } = process.env;
    this.#env = {
      ...rest,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      MUSTER_URL: `http://127.0.0.1:${port}`,
      MUSTER_DATA_DIR: this.#dataDir,
      WEB_CONCURRENCY: String(this.workers),
    };
    const output = openSync(join(this.#folder, 'server.log'), 'a');
    this.#child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', output, output],
      // Out of the terminal's group: Ctrl-C is for the torture, which stops its service itself.
      detached: true,
    });
    closeSync(output);
    await this.untilThere();
    const { slug } = await this.#operate(
      'tenant',
      'create',
      '--name',
      'Torture',
      '--admin-email',
      'a@torture.test',
    );
    return this.#operate('scim', 'connect', '--tenant', slug, '--provider', 'other');
  }

  async #operate(...args) {
    const program = [join(root, 'dist/muster.js'), ...args, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root, env: this.#env });
    return JSON.parse(stdout);
  }

  /** Waits until it serves from its database; how long that took, in milliseconds. */
  async untilThere() {
    const begun = Date.now();
    while (Date.now() - begun < longestAbsence) {
      const answer = await fetch(`${this.address}/api/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
        () => {},
      );
      if (answer?.ok) return Date.now() - begun;
      if (this.#child.exitCode !== null) throw new Error(`The service ended:\n${this.output}`);
      await sleep(50);
    }
    throw new Error(`The service was not there again within a minute:\n${this.output.slice(-4000)}`);
  }

  /** The server's process, which is another one after each of its deaths. */
  get server() {
    return childrenOf(this.#child.pid, /server\.js/)[0];
  }

  get #postmaster() {
    try {
      return Number(readFileSync(join(this.#dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return undefined;
    }
  }

  /**
   * Whom a kill can hit, by kind. None: it is not there at the moment.
   * @returns {Record<string, () => number[]>}
   */
  get victims() {
    const server = () => [this.server].filter(Boolean);
    const postmaster = () => [this.#postmaster].filter(Boolean);
    return {
      server,
      PostgreSQL: postmaster,
      'a backend of PostgreSQL': () => childrenOf(this.#postmaster ?? 0, /muster muster/).slice(-1),
      both: () => [...server(), ...postmaster()],
      ...(this.workers > 1 && {
        'a process of the server': () => childrenOf(this.server ?? 0, /worker\.js/).slice(-1),
      }),
    };
  }

  /** The superuser's connection to Muster's database, which may be about to recover from what was killed just now. */
  async admin() {
    const until = Date.now() + longestAbsence;
    for (;;) {
      try {
        return await this.#connected();
      } catch (error) {
        const comesBack = ['57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(error.code);
        if (!comesBack || Date.now() > until) throw error;
        await sleep(50);
      }
    }
  }

  async #connected() {
    const { password } = JSON.parse(readFileSync(join(this.#dataDir, 'database.json'), 'utf8'));
    const lines = readFileSync(join(this.#dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const client = new pg.Client({
      host: '127.0.0.1',
      port: Number(lines[3]),
      user: 'postgres',
      password,
      database: 'muster',
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  /** Stops it as Ctrl-C does, and forgets everything. */
  async stop() {
    if (this.#child && this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      const force = setTimeout(() => this.#child.kill('SIGKILL'), 30_000);
      await ended;
      clearTimeout(force);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
