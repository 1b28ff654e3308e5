// A directory's day: mostly look-ups, some reads, creations and deactivations, a few changes of groups.
import { addMembers, createGroup, deleteGroup, removeMember } from './group-operations.mjs';
import { runId } from './people.mjs';
import { must, run } from './runner.mjs';
import { createUser, findNobody, findUser, getUser, patchActive } from './user-operations.mjs';

const groupCount = 20;
const firstMembers = 50;

let made = 0;

async function makeGroups(target) {
  const groups = [];
  for (let k = 0; k < groupCount; k += 1) {
    const name = `mixed ${made} ${runId}`;
    made += 1;
    const { id } = await must(target, createGroup(name));
    const from = (k * 37) % (target.users.length - firstMembers);
    const members = target.users.slice(from, from + firstMembers);
    await must(target, addMembers({ id, name }, members));
    groups.push({ id, name, own: new Set(members.map((user) => user.id)), added: [] });
  }
  return groups;
}

/** Puts a user into a group, or takes one out that was put in before. */
function changeGroup(target, groups, users) {
  const group = target.pick(groups);
  if (group.added.length > 0 && target.random() < 0.5) return removeMember(group, group.added.pop());
  let user = target.pick(users);
  while (group.own.has(user.id)) user = target.pick(users);
  group.own.add(user.id);
  const after = ({ wrong }) => void (wrong || group.added.push(user));
  return { ...addMembers(group, [user]), after };
}

/** Draws the next request: what is asked, how often of a hundred times. */
function draw(target, groups, users, nextUser) {
  const x = target.random();
  if (x < 0.48) return { ...findUser(target.pick(users)), kind: 'exists_hit' };
  if (x < 0.6) return { ...findNobody(Math.floor(target.random() * 1e6)), kind: 'exists_miss' };
  if (x < 0.75) return { ...getUser(target.pick(users)), kind: 'get' };
  if (x < 0.85) return { ...createUser(target, target.next++), kind: 'create' };
  if (x < 0.95) return { ...patchActive(nextUser(), target.random() < 0.5 ? 'okta' : 'path'), kind: 'patch' };
  return { ...changeGroup(target, groups, users), kind: 'group_patch' };
}

/**
 * 48 % look-ups that find somebody, 12 % that find nobody, 15 % reads, 10 % creations, 10 % changes of `active`,
 * 5 % members put into groups and taken out.
 * @param {import('./target.mjs').Target} target
 * @param {import('./options.mjs').Settings} settings
 */
export async function mixed(target, settings) {
  const groups = await makeGroups(target);
  // Nobody is asked for who is being created.
  const users = target.users.slice();
  let at = Math.floor(target.random() * users.length);
  const nextUser = () => {
    at = (at + 1) % users.length;
    return users[at];
  };
  const count = settings['mixed-count'];
  const result = await run(target, () => draw(target, groups, users, nextUser), {
    count,
    max: Math.max(count, 2 * users.length),
    minSeconds: settings['min-seconds'],
    seconds: 2 * settings.seconds,
    concurrency: settings.concurrency,
  });
  for (const group of groups) await must(target, deleteGroup(group));
  return result;
}
