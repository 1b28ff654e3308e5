// Has a server compile what it is about to be measured at, and open its connections to PostgreSQL.
import {
  addMembers,
  createGroup,
  deleteGroup,
  findGroup,
  readGroup,
  readMembers,
  removeMember,
} from './group-operations.mjs';
import { runId } from './people.mjs';
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
  await warmGroupsUp(target, some);
}

/** The same for groups; nothing of this stays. */
async function warmGroupsUp(target, some) {
  const name = `warm ${runId}`;
  const { id } = await must(target, createGroup(name));
  const group = { id, name };
  const users = target.users.slice(0, requests);
  await run(target, (i) => addMembers(group, [users[i]]), { ...some, count: users.length });
  for (const make of [() => readMembers(group, users.length), () => readGroup(group), () => findGroup(group)])
    await run(target, make, some);
  await run(target, (i) => removeMember(group, users[i]), { ...some, count: users.length });
  await must(target, deleteGroup(group));
}
