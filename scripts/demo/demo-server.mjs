// The server of the demo, as a process of its own, and the operator's command beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../checkout.mjs';

/** How long it may take to start, in milliseconds. */
const startLimit = 90_000;

export class DemoServer {
  constructor(child, address) {
    this.child = child;
    this.address = address;
  }

  /** Starts the built server with this process's environment, and waits until it serves. */
  static async start() {
    const folder = process.env.MUSTER_DATA_DIR;
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const log = join(folder, 'demo.log');
    const output = openSync(log, 'w');
    const child = spawn(process.execPath, [join(root, 'dist/server.js')], {
      env: { ...process.env, NODE_ENV: 'production', npm_lifecycle_event: '' },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const address = `http://localhost:${process.env.PORT || 3000}`;
    for (let waited = 0; waited < startLimit && child.exitCode === null; waited += 100) {
      const answer = await fetch(`${address}/api/health`).catch(() => undefined);
      if (answer?.ok && child.exitCode === null) return new DemoServer(child, address);
      await sleep(100);
    }
    child.kill('SIGTERM');
    throw new Error(`The server did not start:\n${readFileSync(log, 'utf8')}`);
  }

  /** Runs the operator's command and returns its answer. */
  async operate(args, input = '') {
    const command = spawn(process.execPath, [join(root, 'dist/muster.js'), ...args, '--json']);
    command.stdin.end(input);
    const ended = once(command, 'close');
    const [output, errors] = await Promise.all([text(command.stdout), text(command.stderr)]);
    const [status] = await ended;
    if (status !== 0) throw new Error(errors);
    return JSON.parse(output);
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
