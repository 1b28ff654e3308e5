import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { closeDatabase, openDatabase } from '../lib/database';
import { freePort } from '../scripts/free-port.mjs';

/** The line between this process and its PostgreSQL, in the hands of a test. */
export class DatabaseLine {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private silent = false;

  private constructor(
    private readonly url: URL,
    private readonly port: number,
  ) {}

  /** Has the process's pool go through a line of its own, with little patience. */
  static async open(): Promise<DatabaseLine> {
    const url = new URL(process.env.DATABASE_URL ?? '');
    const line = new DatabaseLine(url, await freePort());
    await line.mend();
    await closeDatabase();
    const through = new URL(url);
    through.port = String(line.port);
    openDatabase(through.href, { connection: 500, answer: 500 });
    return line;
  }

  /** Nothing answers at the other end any more: what is open breaks, what is new is refused. */
  async cut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The other end says nothing any more, as a machine without power does. */
  fallSilent(): void {
    this.silent = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Everything is as it was; connections that broke stay so. */
  async mend(): Promise<void> {
    this.silent = false;
    for (const socket of this.sockets) socket.resume();
    if (this.server) return;
    const server = createServer((near) => this.join(near));
    this.server = server;
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
  }

  private join(near: Socket): void {
    const far = connect(Number(this.url.port), this.url.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => {});
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.silent) from.pause();
    }
  }

  /** Gives the process its own way to PostgreSQL back. */
  async close(): Promise<void> {
    await closeDatabase();
    await this.cut();
    openDatabase(this.url.href);
  }
}
