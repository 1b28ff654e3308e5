// Groups: built in batches, read, changed by one member, and changed by many clients at once.
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
import { rounded, summary } from './statistics.mjs';

/** Users kept out of the groups, to be put in and taken out one at a time. */
export const spareUsers = 220;
const singleChanges = 200;
const parallelAdds = 200;

/** @typedef {import('./target.mjs').Target} Target */

/** The sizes with the batches that they are built in. @param {readonly number[]} sizes */
export const groupPlans = (sizes) =>
  sizes.flatMap((size) => (size <= 1_000 ? [1] : [100, 1_000]).map((batch) => ({ size, batch })));

const oneByOne = (target, make, count, seconds) => run(target, make, { count, seconds, concurrency: 1 });

/** The first and the last of a series: whether it grew slower while the group grew. */
function ends({ durations }, batches) {
  const k = Math.max(1, Math.min(50, Math.floor(batches / 2)));
  return { first: summary(durations.slice(0, k)), last: summary(durations.slice(-k)) };
}

async function atSize(target, group, size) {
  const spare = target.users.slice(-spareUsers);
  const full = () => readMembers(group, size);
  const read_full = await oneByOne(target, full, 20, 20);
  const read_excluded = await oneByOne(target, () => readGroup(group), 200, 20);
  const exists = await oneByOne(target, () => findGroup(group), 200, 20);
  const add_one = await oneByOne(target, (i) => addMembers(group, [spare[i]]), singleChanges, 30);
  const remove_one = await oneByOne(target, (i) => removeMember(group, spare[i]), add_one.n, 120);
  const read_after = await oneByOne(target, full, 1, 30);
  return { read_full, read_excluded, exists, add_one, remove_one, read_after };
}

/**
 * Builds one group and measures it at its size.
 * @param {Target} target
 * @param {{ size: number, batch: number }} plan
 * @param {number} seconds time limit of building it
 */
export async function groupWorkload(target, { size, batch }, seconds) {
  const candidates = target.users.slice(0, -spareUsers);
  if (size > candidates.length) return { skipped: `${candidates.length} users are too few` };
  const name = `${size} by ${batch} ${runId}`;
  const { id } = await must(target, createGroup(name));
  const group = { id, name };
  const batches = Math.ceil(size / batch);
  const next = (i) => addMembers(group, candidates.slice(i * batch, Math.min(size, (i + 1) * batch)));
  const build = await oneByOne(target, next, batches, seconds);
  const reached = Math.min(size, build.n * batch);
  const at = await atSize(target, group, reached);
  await must(target, deleteGroup(group));
  return {
    reached,
    build: { ...build, ...ends(build, batches), membersPerSecond: rounded(reached / build.seconds) },
    ...at,
  };
}

/**
 * Adds 200 members to one group at the same time; none may be lost.
 * @param {Target} target
 * @param {import('./options.mjs').Settings} settings
 */
export async function parallelAddsWorkload(target, settings) {
  const name = `parallel ${runId}`;
  const { id } = await must(target, createGroup(name));
  const members = target.users.slice(0, parallelAdds);
  const result = await run(target, (i) => addMembers({ id, name }, [members[i]]), {
    count: members.length,
    seconds: settings['group-seconds'],
    concurrency: settings.concurrency,
  });
  const after = await must(target, { method: 'GET', path: `/Groups/${id}`, check: () => undefined });
  const there = new Set(after.members?.map(({ value }) => value));
  await must(target, deleteGroup({ id, name }));
  return { ...result, lost: members.filter((user) => !there.has(user.id)).length };
}
