import { log } from './log';

/** Work that is done again and again, from when it is asked for. */
export interface Recurring {
  /** Ends it; settles when what runs of it has ended. Call it before the database is closed. */
  end(): Promise<void>;
}

/** How long the pauses are, in milliseconds. */
export interface Pauses {
  /** From the end of one time to the next. */
  readonly everyMs: number;
  /** Before the first time; as long as the others where it is not said. */
  readonly firstMs?: number;
}

/**
 * Does `work` again and again, beginning after the first pause, until who asked for it ends it. A failure is logged as
 * `name`, once for several in a row, and the work is done again after the next pause.
 * @param work ends early where its signal is aborted
 */
export function recurring(
  name: string,
  { everyMs, firstMs = everyMs }: Pauses,
  work: (stop: AbortSignal) => Promise<void>,
): Recurring {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let failing = false;
  const next = (inMs: number) => {
    if (stop.signal.aborted) return;
    timer = setTimeout(() => {
      running = work(stop.signal)
        .then(
          () => {
            failing = false;
          },
          (error: unknown) => {
            if (!failing) log.error(`${name} failed and is tried again.`, { err: error });
            failing = true;
          },
        )
        .then(() => next(everyMs));
    }, inMs).unref();
  };
  next(firstMs);
  return {
    async end() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
