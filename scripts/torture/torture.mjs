// Kills the service under load again and again, and looks after each time for everything that it had acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { checkWholeness, checkWrites, untilQuiet } from './checks.mjs';
import { Client } from './client.mjs';
import { alive, childrenOf } from './processes.mjs';
import { Random } from './random.mjs';
import { Service } from './service.mjs';
import { Writer } from './writer.mjs';

const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const groupCount = 3;

/** How long the load runs before a kill and after it, in milliseconds. */
const before = [0, 600];
const after = 150;
/** How long it may take until the load has begun. */
const longestWarmUp = 30_000;
/** How long what a killed process had started may go on. */
const longestEnd = 15_000;

/** So much wrong is enough to stop. */
const mostViolations = 20;

/**
 * @typedef {{ kills: number, seed: number, seconds: number, writers: number, workers: number }} Settings
 * @typedef {{ kills: number, checked: number, inDoubt: number, refused: number, violations: string[],
 *   slowest: number }} Report what was done, what was found, and the longest absence in milliseconds
 */

export class Torture {
  #settings;
  #random;
  #service;
  #say;
  #writers = [];
  #clients = [];
  #groups = [];
  #next = [];
  #kills = 0;
  #checked = 0;
  #slowest = 0;
  #violations = [];

  /** @param {Settings} settings @param {(line: string) => void} [say] */
  constructor(settings, say = () => {}) {
    this.#settings = settings;
    this.#random = new Random(settings.seed);
    this.#service = new Service(settings);
    this.#say = say;
  }

  /** Starts the service, and makes who writes. */
  async start() {
    const credentials = await this.#service.start();
    await this.#liftLimit();
    const client = new Client(credentials);
    this.#clients = [client, new Client(credentials), new Client(credentials)];
    for (let i = 0; i < groupCount; i += 1) {
      const { body } = await client.send('POST /Groups', { schemas: [groupUrn], displayName: `Group ${i}` });
      this.#groups.push(body.id);
    }
    this.#writers = Array.from(
      { length: this.#settings.writers },
      (_, i) =>
        new Writer({
          name: `writer-${i}`,
          credentials,
          groups: this.#groups,
          random: new Random(this.#settings.seed * 1000 + i),
        }),
    );
  }

  /** The load is not to be slowed down: its client may send as much as it can. */
  async #liftLimit() {
    const admin = await this.#service.admin();
    await admin.query('UPDATE tenants SET request_rate = 0');
    await admin.end();
  }

  /** Kills until there were enough kills, the time is over, or too much is wrong. @returns {Promise<Report>} */
  async run() {
    const { kills, seconds } = this.#settings;
    const end = Date.now() + seconds * 1000;
    while (this.#kills < kills && Date.now() < end && this.#violations.length < mostViolations)
      await this.round();
    return this.report();
  }

  /** One kill under load, and the look after it. @param {string} [kind] whom it hits; else by chance */
  async round(kind = this.#whom()) {
    const load = new AbortController();
    const writing = Promise.all(this.#writers.map((writer) => writer.write(load.signal)));
    const counted = this.#count('acknowledged');
    await this.#untilLoaded(counted);
    await sleep(this.#random.whole(before[0], before[1]));
    await this.#kill(kind);
    const absence = await this.#service.untilThere();
    this.#slowest = Math.max(this.#slowest, absence);
    await sleep(after);
    load.abort();
    await writing;
    const checked = await this.#check();
    this.#say(
      `${String(this.#kills).padStart(4)}  ${kind.padEnd(26)} there again after ${(absence / 1000).toFixed(1)} s; ` +
        `${this.#count('acknowledged') - counted} writes acknowledged, ${checked} looked for`,
    );
  }

  /** Waits until the load has begun. @param {number} counted acknowledged writes before */
  async #untilLoaded(counted) {
    for (let waited = 0; waited < longestWarmUp; waited += 20) {
      if (this.#count('acknowledged') - counted >= this.#writers.length * 3) return;
      await sleep(20);
    }
    throw new Error(`The service acknowledged nothing under load:\n${this.output.slice(-4000)}`);
  }

  /** Each kind comes once in each few kills. */
  #whom() {
    if (this.#next.length === 0) this.#next = this.#random.shuffled(Object.keys(this.#service.victims));
    return this.#next.pop();
  }

  async #kill(kind) {
    const find = this.#service.victims[kind];
    let pids = find();
    for (let waited = 0; pids.length === 0 && waited < 10_000; waited += 50) {
      await sleep(50);
      pids = find();
    }
    if (pids.length === 0) throw new Error(`There was nothing to kill: ${kind}.`);
    // What a killed process had started ends by itself; until then it may still answer.
    const gone = [...pids, ...pids.flatMap((pid) => childrenOf(pid, /worker\.js|^postgres: /))];
    for (const pid of this.#random.shuffled(pids)) process.kill(pid, 'SIGKILL');
    this.#kills += 1;
    for (let waited = 0; waited < longestEnd; waited += 20) {
      if (alive(gone).length === 0) return;
      await sleep(20);
    }
    this.#violations.push(`What ${kind} had started was still there after its end: ${alive(gone)}.`);
  }

  /** @returns {Promise<number>} how many acknowledged writes were looked for */
  async #check() {
    const entries = this.#writers.flatMap(({ entries }) => entries);
    const admin = await this.#service.admin();
    try {
      await untilQuiet(admin);
      const { checked, violations } = await checkWrites(this.#clients, entries, this.#groups);
      this.#checked += checked;
      const fromWriters = this.#writers.flatMap(({ violations }) => violations.splice(0));
      const halves = await checkWholeness(admin, entries, this.#groups);
      for (const violation of [...fromWriters, ...violations, ...halves]) {
        this.#violations.push(violation);
        this.#say(`      WRONG: ${violation}`);
      }
      return checked;
    } finally {
      await admin.end();
    }
  }

  /** Has PostgreSQL acknowledge what it has not yet written: a fault that the checks must find. */
  async acknowledgeTooEarly() {
    const admin = await this.#service.admin();
    await admin.query('ALTER SYSTEM SET synchronous_commit = off');
    await admin.query(`ALTER SYSTEM SET wal_writer_delay = '10s'`);
    await admin.query('SELECT pg_reload_conf()');
    await admin.end();
  }

  /** @param {'acknowledged' | 'inDoubt' | 'refused'} what */
  #count(what) {
    return this.#writers.reduce((sum, { counts }) => sum + counts[what], 0);
  }

  /** @returns {Report} */
  report() {
    return {
      kills: this.#kills,
      checked: this.#checked,
      inDoubt: this.#count('inDoubt'),
      refused: this.#count('refused'),
      violations: [...this.#violations],
      slowest: this.#slowest,
    };
  }

  /** What the service printed. */
  get output() {
    return this.#service.output;
  }

  /** Ends everything that was started. */
  async stop() {
    for (const one of [...this.#writers, ...this.#clients]) one.close();
    await this.#service.stop();
  }
}
