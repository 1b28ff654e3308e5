// One stage: both servers are filled, then every workload runs on the one and right after on the other.
import { vacuum } from './database.mjs';
import { fillByRequests } from './fill.mjs';
import { groupPlans, groupWorkload, parallelAddsWorkload, spareUsers } from './group-workloads.mjs';
import { wants } from './options.mjs';
import { memoryOf } from './process-tree.mjs';
import { must, run, undisturbed } from './runner.mjs';
import { summary } from './statistics.mjs';
import { createUser, findUser, getUser, patchActive } from './user-operations.mjs';
import { creating, cursorWalk, workloads } from './workloads.mjs';

/** @typedef {import('./target.mjs').Target} Target */
/** @typedef {{ targets: Target[], settings: import('./options.mjs').Settings, report: any, tell: (name: string, target: Target, result: any) => void }} Bench */

const warmRequests = 300;

/** Has a server compile what it is about to be measured at, and open its connections to PostgreSQL. */
export async function warmUp(target, { concurrency }) {
  const list = await must(target, {
    method: 'GET',
    path: '/Users?startIndex=1&count=1',
    check: ({ status }) => (status === 200 ? undefined : `status ${status}`),
  });
  target.before = list.totalResults;
  const some = { count: warmRequests, seconds: 20, concurrency };
  await run(target, () => createUser(target, target.next++), some);
  const { users } = target;
  if (users.length === 0) throw new Error(`${target.label} created no user.`);
  for (const make of [findUser, getUser, (user) => patchActive(user, 'path')])
    await run(target, (i) => make(users[i % users.length]), some);
}

/** Measures one workload on every target. One that can't be measured is told as such; the others go on. */
async function onEach({ targets, tell }, name, measure) {
  const results = {};
  for (const target of targets) {
    try {
      const result = await measure(target);
      if (!result) continue;
      results[target.key] = result;
    } catch (error) {
      results[target.key] = { failed: error.message };
    }
    tell(name, target, results[target.key]);
  }
  return results;
}

async function grow(bench, stage, name, count) {
  const { settings } = bench;
  stage.workloads[name] = await onEach(bench, name, (target) => fillByRequests(target, count, settings));
  if (settings.settle !== 'vacuum') return;
  for (const { database } of bench.targets) if (database) await vacuum(database);
}

/** The walk by cursor, where the server offers it (RFC 9865 §4). */
async function walk(target, settings) {
  const config = await must(target, {
    method: 'GET',
    path: '/ServiceProviderConfig',
    check: () => undefined,
  });
  if (config?.pagination?.cursor !== true) return undefined;
  const result = await cursorWalk(target, settings);
  const { durations } = result;
  const ends = { first: summary(durations.slice(0, 100)), last: summary(durations.slice(-100)) };
  return durations.length >= 200 ? { ...result, ...ends } : result;
}

/**
 * @param {Bench} bench
 * @param {number} count how many users
 * @param {() => void} save called after each workload
 */
export async function measureStage(bench, count, save) {
  const { settings, report, targets } = bench;
  const stage = { target: count, users: {}, workloads: {}, memory: {} };
  report.stages.push(stage);
  const sample = Math.min(5 * settings['write-count'], Math.floor(count / 4));
  await grow(bench, stage, 'fill', wants(settings, 'create') ? count - sample : count);
  const measure = async (name, work) => {
    if (!wants(settings, name)) return;
    stage.workloads[name] = await onEach(bench, name, work);
    for (const { key, serverPid } of targets) stage.memory[key] = memoryOf(serverPid);
    save();
  };
  await measure('create', (target) => creating(target, settings, sample));
  for (const { key, users } of targets) stage.users[key] = users.length;
  for (const [name, work] of Object.entries(workloads))
    await measure(name, (target) => undisturbed(() => work(target, settings), settings.retries));
  await measure('cursor', (target) => walk(target, settings));
  if (settings['groups-at'] === count && wants(settings, 'groups')) await measureGroups(bench, stage, save);
  for (const { key, serverPid } of targets) stage.memory[key] = memoryOf(serverPid);
}

async function measureGroups(bench, stage, save) {
  const { settings, report } = bench;
  const sizes = settings['group-sizes'];
  await grow(bench, stage, 'fill for groups', Math.max(...sizes) + spareUsers);
  report.groups = {};
  for (const plan of groupPlans(sizes)) {
    const name = `${plan.size} by ${plan.batch}`;
    const seconds = settings['group-seconds'];
    report.groups[name] = await onEach(bench, `group ${name}`, (target) =>
      groupWorkload(target, plan, seconds),
    );
    save();
  }
  report.parallelAdds = await onEach(bench, 'parallel adds', (target) =>
    parallelAddsWorkload(target, settings),
  );
  save();
}
