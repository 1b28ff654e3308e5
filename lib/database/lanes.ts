import { Socket } from 'node:net';
import pg from 'pg';
import { breaksConnection, isLate } from './unavailable';

/** How long a connection is used, in milliseconds: prepared plans were made for the tables of their day. */
export const longestLife = 300_000;

/** How many statements may be on their way on one connection. */
const deepest = 8;

/**
 * How long a statement may take, in milliseconds, before no other one is sent after it: it waits for a lock, say. Nor is
 * one where even the quickest take as long: where the disk is slow, those who wait for it had better wait together.
 */
const patience = 5;

/**
 * A connection on which statements are sent one behind the other, before the answers to earlier ones are there
 * (PostgreSQL's pipeline). What is sent in one turn of the event loop leaves in one piece.
 */
export class Lane {
  private readonly client: pg.Client;
  private readonly socket = new Socket();
  private readonly ready: Promise<unknown>;
  private readonly until = performance.now() + longestLife;
  private holding = false;
  /** Since when the first of the statements on their way has had the connection to itself. */
  private since = 0;
  /** How long the quickest statement of late took, in milliseconds, from when it had the connection to itself. */
  private quickest = 0;
  broken = false;
  /** Whether it was there once: a statement that failed before that was not sent. */
  opened = false;
  /** Whether it broke as an answer did not come in time. */
  late = false;
  /** How many statements are on their way. */
  busy = 0;

  constructor(config: pg.ClientConfig) {
    this.client = new pg.Client({ ...config, pipeline: true, stream: () => this.socket });
    this.client.on('error', () => {
      this.broken = true;
    });
    this.ready = this.client.connect().then(() => {
      this.opened = true;
    });
    // Whoever waits for it hears of it.
    this.ready.catch(() => {});
  }

  isOver(now: number): boolean {
    return this.broken || now > this.until;
  }

  isFree(now: number): boolean {
    if (this.busy === 0) return true;
    return this.busy < deepest && now - this.since < patience && this.quickest < patience;
  }

  /** Sends a short statement behind those that are on their way. */
  async query(query: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.busy === 0) this.since = performance.now();
    this.busy += 1;
    try {
      await this.ready;
      this.hold();
      return await this.client.query(query);
    } catch (error) {
      this.broken ||= breaksConnection(error);
      this.late ||= isLate(error);
      throw error;
    } finally {
      this.busy -= 1;
      const now = performance.now();
      const took = now - this.since;
      this.quickest = Math.min(took, this.quickest + (took - this.quickest) / 16);
      this.since = now;
    }
  }

  private hold(): void {
    if (this.holding) return;
    this.holding = true;
    this.socket.cork();
    setImmediate(() => {
      this.holding = false;
      this.socket.uncork();
    });
  }

  /** Closes the connection, once what is on its way is answered. */
  async end(): Promise<void> {
    if (!this.broken) await this.ready.then(() => this.client.end()).catch(() => {});
  }
}

/**
 * Connections that short statements share: each finds its few rows by an index, so that it is not in the way of those
 * behind it. To be sent and answered alone costs such a statement more than to be carried out.
 */
export class Lanes {
  private open: Lane[] = [];

  /** @param most how many connections */
  constructor(
    private readonly config: pg.ClientConfig,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.open.filter(({ broken }) => !broken).length;
  }

  get idle(): number {
    return this.open.filter(({ broken, busy }) => !broken && busy === 0).length;
  }

  /** The connection with the fewest statements on their way; none where one would wait for too many, or for too long. */
  freest(): Lane | undefined {
    const now = performance.now();
    let freest: Lane | undefined;
    for (const lane of this.open) {
      if (lane.isOver(now)) this.retire(lane);
      else if (lane.isFree(now) && (!freest || lane.busy < freest.busy)) freest = lane;
    }
    if (freest?.busy === 0 || this.open.length >= this.most) return freest;
    const lane = new Lane(this.config);
    this.open.push(lane);
    return lane;
  }

  private retire(lane: Lane): void {
    this.open = this.open.filter((other) => other !== lane);
    void lane.end();
  }

  /** Closes the connections; what is on its way is answered first. */
  async end(): Promise<void> {
    await Promise.all(this.open.splice(0).map((lane) => lane.end()));
  }
}
