import { log } from './log';

/** Work that is done again and again. */
export interface Recurring {
  /** Ends it; settles when what runs of it has ended. */
  end(): Promise<void>;
}

/**
 * Does `work` every so many milliseconds, counted from the end of the last time, beginning after the first pause. A
 * failure is logged as `name`, once for several in a row, and the work is done again after the next pause.
 * @param work ends early where its signal is aborted
 */
export function recurring(
  name: string,
  everyMs: number,
  work: (stop: AbortSignal) => Promise<void>,
): Recurring {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let failing = false;
  const next = () => {
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
        .then(next);
    }, everyMs).unref();
  };
  next();
  return {
    async end() {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
