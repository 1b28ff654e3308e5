// Grows a target's directory to a number of users.

import { run } from './runner.mjs';
import { rounded } from './statistics.mjs';
import { createUser } from './user-operations.mjs';

/** @typedef {import('./target.mjs').Target} Target */
/** @typedef {import('./options.mjs').Settings} Settings */

async function byRows(target, missing) {
  const start = performance.now();
  const { fillMuster, fillRaw } = await import('./fill-sql.mjs');
  await (target.key === 'raw' ? fillRaw : fillMuster)(target, missing);
  const seconds = (performance.now() - start) / 1000;
  return { rows: missing, seconds: rounded(seconds), errors: 0 };
}

/**
 * Fills the target until it has `count` users or the time is over: by SCIM requests, or with rows where that is
 * asked for and its database is known.
 * @param {Target} target
 * @param {number} count
 * @param {Settings} settings
 */
export async function fill(target, count, settings) {
  const missing = count - target.users.length;
  if (missing <= 0) return undefined;
  // A few are not worth it: the copies begin with two requests of their own.
  if (settings.fill === 'sql' && target.database && missing > 100) return byRows(target, missing);
  return run(target, () => createUser(target, target.next++), {
    count: missing,
    seconds: settings['fill-seconds'],
    concurrency: settings.concurrency,
  });
}
