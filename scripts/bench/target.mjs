// A server under measurement, and what the run knows of it.
import { Connection } from './connection.mjs';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

export class Target {
  /** @type {import('./user-operations.mjs').KnownUser[]} */
  users = [];
  /** The number of the next user. */
  next = 0;
  /** How many users were there before the run. */
  before = 0;
  /** @type {Connection[]} */
  #connections = [];
  #randomState = 12_345;
  /** Whether nothing is sent any more. */
  closed = false;

  /**
   * @param {{ key: 'subject' | 'raw', label: string, base: string, token: string, serverPid?: number,
   *   postgresPid?: number, database?: { url: string } }} server
   */
  constructor({ key, label, base, token, serverPid, postgresPid, database }) {
    this.key = key;
    this.label = label;
    this.base = new URL(base);
    if (this.base.protocol !== 'http:' || !loopback.includes(this.base.hostname))
      throw new Error(`${base} is not on this machine. The load goes to http://127.0.0.1 alone.`);
    this.token = token;
    this.serverPid = serverPid;
    this.postgresPid = postgresPid;
    this.database = database;
  }

  /** How many users the server holds. */
  get total() {
    return this.before + this.users.length;
  }

  /** How many connections were opened so far. */
  get opened() {
    return this.#connections.reduce((sum, { opened }) => sum + opened, 0);
  }

  /** @param {number} count */
  connections(count) {
    while (this.#connections.length < count) this.#connections.push(new Connection(this.base, this.token));
    return this.#connections.slice(0, count);
  }

  close() {
    this.closed = true;
    for (const connection of this.#connections) connection.end();
  }

  /** A number from 0 to 1, the same series for every target. */
  random() {
    this.#randomState = (Math.imul(this.#randomState, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#randomState / 4_294_967_296;
  }

  /** @template Item @param {readonly Item[]} items @returns {Item} */
  pick(items) {
    return items[Math.floor(this.random() * items.length)];
  }
}
