const running = new Set<Promise<void>>();

/**
 * Runs `work` without anybody waiting for it, so that the time of an answer tells nothing about what the work
 * found. A failure is logged as `name`.
 */
export function inBackground(name: string, work: () => Promise<unknown>): void {
  const done = Promise.resolve()
    .then(work)
    .catch((error: unknown) => console.error(`${name} failed:`, error))
    .then(() => {
      running.delete(done);
    });
  running.add(done);
}

/** Settles once everything that runs in the background has ended: before the server closes its database. */
export async function backgroundEnded(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
