import { log } from '../log';

interface Background {
  readonly running: Set<Promise<void>>;
  readonly stop: AbortController;
}

// One per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterBackground?: Background };

function background(): Background {
  holder.musterBackground ??= { running: new Set(), stop: new AbortController() };
  return holder.musterBackground;
}

/**
 * Runs `work` without anybody waiting for it, so that the time of an answer tells nothing about what the work
 * found. A failure is logged as `name`.
 * @param work given a signal that long work listens to: the process is about to end
 */
export function inBackground(name: string, work: (stop: AbortSignal) => Promise<unknown>): void {
  const { running, stop } = background();
  const done = Promise.resolve()
    .then(() => work(stop.signal))
    .catch((error: unknown) => log.error(`${name} failed.`, { err: error }))
    .then(() => {
      running.delete(done);
    });
  running.add(done);
}

/** Settles once everything that runs in the background has ended by itself. */
export async function backgroundEnded(): Promise<void> {
  const { running } = background();
  while (running.size > 0) await Promise.all(running);
}

/** Has what is long end early, and settles once everything has ended: before the server closes its database. */
export async function endBackground(): Promise<void> {
  const { stop } = background();
  stop.abort();
  await backgroundEnded();
  holder.musterBackground = undefined;
}
