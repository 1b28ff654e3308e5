// A keep-alive HTTP/1.1 connection with one request at a time: less work for the client than any agent's.
import { connect } from 'node:net';
import { ResponseParser } from './response-parser.mjs';

/** How long a server may send nothing, in milliseconds. */
const patience = 120_000;

export class Connection {
  #address;
  #prefix;
  #head;
  /** @type {import('node:net').Socket | undefined} */
  #socket;
  #fresh = true;
  #ended = false;
  #pending;
  /** How often a connection was opened. */
  opened = 0;

  /**
   * @param {URL} base the SCIM base address
   * @param {string} token sent as bearer token
   */
  constructor(base, token) {
    this.#address = {
      host: base.hostname.replace(/[[\]]/g, ''),
      port: Number(base.port) || 80,
      noDelay: true,
    };
    this.#prefix = base.pathname.replace(/\/$/, '');
    this.#head = `Host: ${base.host}\r\nAccept: application/scim+json\r\nAuthorization: Bearer ${token}\r\n`;
  }

  /**
   * Sends a request. One that a kept connection no longer takes is sent again on a new one.
   * @param {{ method: string, path: string, body?: unknown }} request
   * @returns {Promise<import('./response-parser.mjs').Response & { ms: number }>} with the milliseconds it took
   */
  async send(request) {
    for (let attempt = 0; ; attempt += 1) {
      if (!this.#socket || this.#socket.destroyed) await this.#open();
      const reused = !this.#fresh;
      this.#fresh = false;
      try {
        return await this.#exchange(request);
      } catch (error) {
        this.#drop();
        if (this.#ended || !error.early || !reused || attempt > 0) throw error;
      }
    }
  }

  /** Closes it for good: nothing is sent again. */
  end() {
    this.#ended = true;
    this.#drop();
  }

  #drop() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open() {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#address);
      socket.once('connect', () => {
        this.#socket = socket;
        this.#fresh = true;
        this.opened += 1;
        resolve(undefined);
      });
      socket.once('error', reject);
      socket.on('data', (bytes) => this.#take(socket, bytes));
      for (const event of ['error', 'close', 'end']) socket.on(event, (error) => this.#lose(socket, error));
      socket.setTimeout(patience, () => socket.destroy(new Error(`no byte for ${patience / 1000} s`)));
    });
  }

  #exchange({ method, path, body }) {
    return new Promise((resolve, reject) => {
      const start = process.hrtime.bigint();
      const line = `${method} ${this.#prefix}${path} HTTP/1.1\r\n${this.#head}`;
      this.#pending = { socket: this.#socket, parser: new ResponseParser(method), start, resolve, reject };
      if (body === undefined) return this.#socket?.write(`${line}\r\n`);
      const text = JSON.stringify(body);
      const size = Buffer.byteLength(text);
      this.#socket?.write(
        `${line}Content-Type: application/scim+json\r\nContent-Length: ${size}\r\n\r\n${text}`,
      );
    });
  }

  #take(socket, bytes) {
    const pending = this.#pending;
    if (pending?.socket !== socket) return;
    try {
      const response = pending.parser.push(bytes);
      if (response) this.#finish(response);
    } catch (error) {
      this.#pending = undefined;
      pending.reject(error);
    }
  }

  #lose(socket, error) {
    if (this.#socket === socket) this.#socket = undefined;
    const pending = this.#pending;
    if (pending?.socket !== socket) return;
    const response = pending.parser.end();
    if (response) return this.#finish(response);
    this.#pending = undefined;
    const cause = error instanceof Error ? error : new Error('connection closed');
    pending.reject(Object.assign(cause, { early: pending.parser.untouched }));
  }

  #finish(response) {
    const { start, resolve } = this.#pending;
    this.#pending = undefined;
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    if (response.closes) this.#drop();
    resolve({ ...response, ms });
  }
}
