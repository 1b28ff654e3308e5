// Holds a report against the goals.
import { limits, mayGrow, ratios, singleResource } from './goals.mjs';
import { rounded } from './statistics.mjs';

/**
 * @typedef {{ what: string, goal: string, value: number, passed: boolean, stage?: number }} Verdict
 */

const atLeast = (what, value, least, stage) =>
  Number.isFinite(value)
    ? [{ what, goal: `≥ ${least}`, value: rounded(value), passed: value >= least, stage }]
    : [];

const atMost = (what, value, most, stage) =>
  Number.isFinite(value)
    ? [{ what, goal: `≤ ${most}`, value: rounded(value), passed: value <= most, stage }]
    : [];

/** @param {{ subject?: { rps: number }, raw?: { rps: number } } | undefined} pair */
export const ratioOf = (pair) =>
  pair?.subject?.rps && pair.raw?.rps ? pair.subject.rps / pair.raw.rps : Number.NaN;

const ratioVerdicts = ({ target, workloads }) =>
  Object.entries(ratios).flatMap(([name, least]) =>
    atLeast(`${name}: requests/s over the raw reference's`, ratioOf(workloads[name]), least, target),
  );

function cursorVerdicts({ target, workloads }) {
  const { first, last, errors } = workloads.cursor?.subject ?? {};
  // Few pages are the first and the last at the same time.
  if (!first || !last || errors > 0) return [];
  return atMost(
    'cursor: p50 of the last pages over the first',
    last.p50 / first.p50,
    limits.cursorGrowth,
    target,
  );
}

const p99Verdicts = ({ target, workloads }) =>
  [...singleResource, 'cursor'].flatMap((name) =>
    atMost(`${name}: p99 in ms`, workloads[name]?.subject?.p99 ?? Number.NaN, limits.p99Ms, target),
  );

const memoryVerdicts = ({ target, memory }) =>
  atMost(
    'memory: the most a server process held, in MB',
    Math.max(...(memory?.subject ?? []).map(({ peakMb }) => peakMb)),
    limits.memoryMb,
    target,
  );

/** How much more a request costs with the most users than with the fewest. */
function growthVerdicts(stages) {
  const [small, ...others] = [...stages].sort((a, b) => a.target - b.target);
  const large = others.at(-1);
  if (!small || !large) return [];
  const names = Object.keys(small.workloads).filter((name) => name !== 'fill' && !mayGrow.includes(name));
  return names.flatMap((name) => {
    const [before, after] = [small.workloads[name]?.subject, large.workloads[name]?.subject];
    if (!before?.rps || !after?.rps) return [];
    const at = `at ${large.target} over ${small.target} users`;
    return [
      ...atMost(`${name}: p50 ${at}`, after.p50 / before.p50, limits.stageGrowth),
      ...atMost(`${name}: time per request ${at}`, before.rps / after.rps, limits.stageGrowth),
    ];
  });
}

function groupVerdicts({ groups = {}, parallelAdds }) {
  const { groupBuild, addOneGrowth } = limits;
  const built = groups[`${groupBuild.size} by ${groupBuild.batch}`];
  const build = built?.subject?.build?.membersPerSecond / built?.raw?.build?.membersPerSecond;
  const addOne = (size) =>
    Object.values(groups).findLast(({ subject }) => subject?.reached === size)?.subject.add_one.p50;
  const growth = addOne(addOneGrowth.large) / addOne(addOneGrowth.small);
  return [
    ...atLeast(
      `group of ${groupBuild.size} in batches of ${groupBuild.batch}: members/s over the raw reference's`,
      build,
      groupBuild.least,
    ),
    ...atMost(
      `one more member: p50 at ${addOneGrowth.large} over ${addOneGrowth.small}`,
      growth,
      addOneGrowth.most,
    ),
    ...atMost('parallel adds to one group: members lost', parallelAdds?.subject?.lost ?? Number.NaN, 0),
  ];
}

/** Every measurement of the subject, with its name. */
function* measurements({ stages, groups = {}, parallelAdds }) {
  for (const { target, workloads } of stages)
    for (const [name, { subject }] of Object.entries(workloads))
      if (subject) yield [`${name} at ${target}`, subject];
  for (const [name, { subject }] of Object.entries(groups))
    for (const [part, figures] of Object.entries(subject ?? {}))
      if (figures?.n !== undefined) yield [`group ${name}: ${part}`, figures];
  if (parallelAdds?.subject) yield ['parallel adds', parallelAdds.subject];
}

/**
 * The measurements in which something was wrong, or which could not be made.
 * @returns {{ name: string, errors: number, samples: string[] }[]}
 */
export const faults = (report) =>
  [...measurements(report)]
    .filter(([, { errors, failed }]) => errors > 0 || failed)
    .map(([name, { errors = 1, errorSamples, failed }]) => ({
      name,
      errors,
      samples: failed ? [failed] : Object.keys(errorSamples ?? {}),
    }));

/**
 * Every goal that the report tells something about.
 * @returns {Verdict[]}
 */
export function verdicts(report) {
  const errors = faults(report).reduce((sum, fault) => sum + fault.errors, 0);
  return [
    ...report.stages.flatMap(ratioVerdicts),
    ...report.stages.flatMap(cursorVerdicts),
    ...growthVerdicts(report.stages),
    ...groupVerdicts(report),
    ...report.stages.flatMap(p99Verdicts),
    ...report.stages.slice(-1).flatMap(memoryVerdicts),
    ...atMost('errors: wrong answers and failed requests', errors, 0),
  ];
}
