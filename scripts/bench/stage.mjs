// One stage: both servers are filled, then every workload runs on the one and right after on the other.
import { fill } from './fill.mjs';
import { groupPlans, groupWorkload, parallelAddsWorkload, spareUsers } from './group-workloads.mjs';
import { wants } from './options.mjs';
import { memoryOf } from './process-tree.mjs';
import { tell } from './report-line.mjs';
import { undisturbed } from './runner.mjs';
import { middleRound } from './statistics.mjs';
import { creating, cursorWalk, workloads } from './workloads.mjs';

/**
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {object} Bench
 * @property {Target[]} targets what is measured
 * @property {import('./database.mjs').Databases} [databases] those of the servers that were started here
 * @property {import('./options.mjs').Settings} settings
 * @property {any} report grows as the run goes on
 * @property {() => void} save writes the report as it is
 */

/** Measures one workload on every target. One that can't be measured is told as such; the others go on. */
async function onEach({ targets }, name, measure) {
  const results = {};
  for (const target of targets) {
    try {
      const result = await measure(target);
      if (result === undefined) continue;
      results[target.key] = result;
    } catch (error) {
      if (target.closed) throw error;
      results[target.key] = { failed: error.message };
    }
    tell(name, target.label, results[target.key]);
  }
  return results;
}

/** Measures one workload round after round, the targets taking turns. */
async function inRounds(bench, name, measure) {
  const all = [];
  for (let round = 0; round < bench.settings.rounds; round += 1) all.push(await onEach(bench, name, measure));
  const keys = Object.keys(all[0] ?? {});
  return Object.fromEntries(keys.map((key) => [key, middleRound(all.map((results) => results[key]))]));
}

async function grow(bench, stage, name, count) {
  const { settings, databases } = bench;
  stage.workloads[name] = await onEach(bench, name, (target) => fill(target, count, settings));
  if (settings.settle === 'vacuum') await databases?.settle();
}

/** Notes what the servers have used so far. */
function noteUse({ targets }, stage) {
  for (const { key, serverPid, opened } of targets) {
    stage.memory[key] = memoryOf(serverPid);
    // More than those that send: a server that does not keep its connections.
    stage.connections[key] = opened;
  }
}

/** @param {Bench} bench @param {number} count how many users */
export async function measureStage(bench, count) {
  const { settings, report, targets } = bench;
  const { retries } = settings;
  const stage = { target: count, users: {}, workloads: {}, memory: {}, connections: {} };
  report.stages.push(stage);
  const measure = async (name, work) => {
    if (!wants(settings, name)) return;
    stage.workloads[name] = await inRounds(bench, name, work);
    noteUse(bench, stage);
    bench.save();
  };
  const sample = wants(settings, 'create') ? Math.min(5 * settings['write-count'], Math.floor(count / 4)) : 0;
  await grow(bench, stage, 'fill', count - sample);
  await measure('create', (target) => creating(target, settings, sample));
  for (const { key, total } of targets) stage.users[key] = total;
  for (const [name, work] of Object.entries(workloads))
    await measure(name, (target) => undisturbed(() => work(target, settings), retries));
  await measure('cursor', (target) => cursorWalk(target, settings));
  if (settings['groups-at'] === count && wants(settings, 'groups')) await measureGroups(bench, stage);
  noteUse(bench, stage);
}

async function measureGroups(bench, stage) {
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
    noteUse(bench, stage);
    bench.save();
  }
  report.parallelAdds = await onEach(bench, 'parallel adds', (target) =>
    parallelAddsWorkload(target, settings),
  );
  bench.save();
}
