import { log } from '../log';

// One set per process, also where two bundles (the server's and Next's) carry this module.
const holder = globalThis as typeof globalThis & { musterBackground?: Set<Promise<void>> };
holder.musterBackground ??= new Set();
const running = holder.musterBackground;

/**
 * Runs `work` without anybody waiting for it, so that the time of an answer tells nothing about what the work
 * found. A failure is logged as `name`.
 */
export function inBackground(name: string, work: () => Promise<unknown>): void {
  const done = Promise.resolve()
    .then(work)
    .catch((error: unknown) => log.error(`${name} failed.`, { err: error }))
    .then(() => {
      running.delete(done);
    });
  running.add(done);
}

/** Settles once everything that runs in the background has ended: before the server closes its database. */
export async function backgroundEnded(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
