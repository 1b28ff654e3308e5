// Has a server compile what it is about to be measured at, and open its connections to PostgreSQL.
import { must, run } from './runner.mjs';
import {
  createUser,
  findNobody,
  findUser,
  getUser,
  listPage,
  patchActive,
  putUser,
} from './user-operations.mjs';

const requests = 300;
const seconds = 1;

/**
 * Sends some of everything; the users that this makes stay.
 * @param {import('./target.mjs').Target} target
 * @param {import('./options.mjs').Settings} settings
 */
export async function warmUp(target, { concurrency }) {
  const check = ({ status }) => (status === 200 ? undefined : `status ${status}, wanted 200`);
  const list = await must(target, { method: 'GET', path: '/Users?startIndex=1&count=1', check });
  target.before = list.totalResults;
  const some = { count: requests, seconds: 20, concurrency };
  const created = await run(target, () => createUser(target, target.next++), some);
  const { users } = target;
  if (users.length === 0)
    throw new Error(`${target.label} created no user: ${Object.keys(created.errorSamples ?? {})[0]}`);
  const makes = [
    findUser,
    getUser,
    (_, i) => findNobody(i),
    (user) => patchActive(user, 'path'),
    (user) => patchActive(user, 'okta'),
    (user) => patchActive(user, 'entra'),
    putUser,
    () => listPage({ startIndex: 1, total: target.total }),
  ];
  for (const make of makes) {
    const operation = (i) => make(users[i % users.length], i);
    await run(target, operation, { ...some, max: Number.POSITIVE_INFINITY, minSeconds: seconds });
  }
}
