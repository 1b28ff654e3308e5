/** How many requests a tenant may send: `rate` a second, and `burst` at once after a pause. */
export interface Limit {
  readonly rate: number;
  readonly burst: number;
}

/** What the processes of one database together know of a tenant's bucket. */
export interface SharedBucket {
  /** Null where the tenant has no limit. */
  readonly limit: Limit | null;
  /** What is in it; below nothing where more was taken than there was. */
  readonly tokens: number;
}

/**
 * A token bucket: it holds `burst` tokens, `rate` more come in each second, and each request takes one. This process
 * takes from its own copy and settles with the others now and then, so that no request waits for that. What several
 * processes took at once beyond what there was is a debt, which is paid before anybody takes again.
 */
export class Bucket {
  private tokens: number;
  private limit: Limit | null;
  /** What was in it when the processes last settled. */
  private settled: number;
  /** Taken since then. */
  private spent = 0;

  /** @param now in milliseconds, by a clock that never goes back */
  constructor(
    shared: SharedBucket,
    private at: number,
  ) {
    this.limit = shared.limit;
    this.tokens = shared.tokens;
    this.settled = shared.tokens;
  }

  /** Whether there is any limit. */
  get limited(): boolean {
    return this.limit !== null;
  }

  /**
   * Takes tokens for work that may be of several parts. One token is enough to begin: the rest becomes a debt, so that
   * work of more parts than the bucket holds is not refused for ever.
   * @returns 0 where they were taken; else in how many seconds, a whole number, one will be there
   */
  take(parts: number, now: number): number {
    if (!this.limit) return 0;
    const { rate, burst } = this.limit;
    this.tokens = Math.min(burst, this.tokens + (rate * Math.max(0, now - this.at)) / 1000);
    this.at = Math.max(this.at, now);
    if (this.tokens < 1) return Math.max(1, Math.ceil((1 - this.tokens) / rate));
    this.owe(parts);
    return 0;
  }

  /** Takes tokens for parts of work that has begun, whether they are there or not. */
  owe(parts: number): void {
    this.tokens -= parts;
    this.spent += parts;
  }

  /**
   * Whether so much was taken that the others should know at once: a quarter of what there was, or of what comes in
   * within a second.
   */
  get isDue(): boolean {
    return this.limit !== null && this.spent >= Math.max(1, this.limit.rate / 4, this.settled / 4);
  }

  /** What was taken and not told yet; from now on it counts as told. */
  tell(): number {
    const { spent } = this;
    this.spent = 0;
    return spent;
  }

  /** Takes back what could not be told. */
  untell(spent: number): void {
    this.spent += spent;
  }

  /** Takes on what the processes together know, but for what was taken here since it was asked. */
  settle({ limit, tokens }: SharedBucket, now: number): void {
    this.limit = limit;
    this.settled = tokens;
    this.tokens = tokens - this.spent;
    this.at = now;
  }
}
