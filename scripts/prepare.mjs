// Has a checkout ready to run Muster, whatever it lacks. Node's own modules only, until the dependencies are there.
import { hasDependencies, installDependencies } from './checkout.mjs';
import { alone } from './checkout-lock.mjs';
import { step } from './progress.mjs';

/**
 * Installs the dependencies that are missing and builds what the sources have outrun, while no other process does.
 * @param {{ dev?: boolean }} [needs] dev: what only tests and tools use, too
 */
export function prepare({ dev = false } = {}) {
  return alone(async () => {
    if (!hasDependencies({ dev })) await step('Dependencies', () => installDependencies({ dev }));
    const { buildAll } = await import('./build.mjs');
    await buildAll();
  });
}
