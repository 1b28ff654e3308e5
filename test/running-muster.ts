import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../scripts/free-port.mjs';

const root = resolve(import.meta.dirname, '..');

/** Settings of a server: the variables of its environment. */
export type Settings = Readonly<Record<string, string>>;

/** A production server, in a process of its own. */
export class RunningMuster {
  private constructor(
    private readonly process: ChildProcess,
    /** The variables that it was given. */
    readonly settings: Settings,
    /** The file that holds what it printed. */
    readonly terminal: string,
  ) {}

  /**
   * Starts it with its data in `folder`, on a free port. It may not serve yet. With npm_lifecycle_event in `more`
   * it is started as npm does it, by a shell that waits for it.
   */
  static async launch(folder: string, more: Settings = {}): Promise<RunningMuster> {
    const port = await freePort();
    const settings = {
      PORT: String(port),
      MUSTER_URL: `http://localhost:${port}`,
      MUSTER_DATA_DIR: join(folder, 'data'),
      ...more,
    };
    const terminal = join(folder, `terminal-${port}.log`);
    const output = openSync(terminal, 'w');
    const direct = [process.execPath, 'dist/server.js'];
    const [program = '', ...args] = more.npm_lifecycle_event
      ? ['sh', '-c', '"$0" "$1" & wait', ...direct]
      : direct;
    const server = spawn(program, args, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', ...settings },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    return new RunningMuster(server, settings, terminal);
  }

  /** Starts it, and waits until it serves. */
  static async start(folder: string, more: Settings = {}): Promise<RunningMuster> {
    const muster = await RunningMuster.launch(folder, more);
    await muster.printed(/Ctrl-C stops it/);
    return muster;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Where it answers. */
  get address(): string {
    return `http://localhost:${this.settings.PORT}`;
  }

  /** What it printed so far. */
  get output(): string {
    return readFileSync(this.terminal, 'utf8');
  }

  /** Waits until it has printed this, and returns what it found. */
  async printed(wanted: RegExp): Promise<string> {
    for (let waited = 0; waited < 60_000; waited += 100) {
      const found = wanted.exec(this.output)?.[0];
      if (found !== undefined) return found;
      if (this.process.exitCode !== null) throw new Error(`The server ended:\n${this.output}`);
      await sleep(100);
    }
    throw new Error(`The server did not print ${wanted}:\n${this.output}`);
  }

  /** Waits until it has ended, and returns its status; null where a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  /** Sends it a signal. */
  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Stops it as Ctrl-C does; that it can't is an error. */
  async stop(): Promise<void> {
    this.kill('SIGTERM');
    const status = await this.ended();
    if (status !== 0) throw new Error(`The server ended with ${status}:\n${this.output}`);
  }
}
