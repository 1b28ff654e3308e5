// Grows a target's directory to a number of users.
import { run } from './runner.mjs';
import { createUser } from './user-operations.mjs';

/**
 * Creates users by SCIM requests until the target has `count` of them or the time is over.
 * @param {import('./target.mjs').Target} target
 * @param {number} count
 * @param {import('./options.mjs').Settings} settings
 */
export async function fillByRequests(target, count, settings) {
  const missing = count - target.users.length;
  if (missing <= 0) return undefined;
  return run(target, () => createUser(target, target.next++), {
    count: missing,
    seconds: settings['fill-seconds'],
    concurrency: settings.concurrency,
  });
}
