// Holds a report against the goals.
import { limits, mayGrow, ratios, singleResource } from './goals.mjs';
import { rounded } from './statistics.mjs';

/**
 * @typedef {object} Verdict
 * @property {string} what is held against the goal
 * @property {number} [users] at which stage
 * @property {string} goal
 * @property {number} value
 * @property {number} [raw] the same of the raw reference: what the machine itself did meanwhile
 * @property {boolean} passed
 */

/** A goal that nothing was measured for gives no verdict. */
const verdict =
  (sign, holds) =>
  (what, value, bound, more = {}) =>
    Number.isFinite(value)
      ? [{ what, goal: `${sign} ${bound}`, value: rounded(value), passed: holds(value, bound), ...more }]
      : [];
const atLeast = verdict('≥', (value, bound) => value >= bound);
const atMost = verdict('≤', (value, bound) => value <= bound);

/** A figure of the raw reference, where there is one. */
const beside = (raw) => (Number.isFinite(raw) ? { raw: rounded(raw) } : {});

/**
 * How many requests a second there were for each of the raw reference's.
 * @param {{ subject?: any, raw?: any } | undefined} pair
 */
export const ratioOf = (pair) =>
  pair?.subject?.rps && pair.raw?.rps ? pair.subject.rps / pair.raw.rps : Number.NaN;

const ratioVerdicts = ({ target: users, workloads }) =>
  Object.entries(ratios).flatMap(([name, least]) =>
    atLeast(`${name}: requests/s over the raw reference's`, ratioOf(workloads[name]), least, { users }),
  );

function cursorVerdicts({ target: users, workloads }) {
  const { first, last } = workloads.cursor?.subject ?? {};
  return atMost('cursor: p50 of the last pages over the first', last?.p50 / first?.p50, limits.cursorGrowth, {
    users,
  });
}

const p99Verdicts = ({ target: users, workloads }) =>
  [...singleResource, 'cursor'].flatMap((name) => {
    const { subject, raw } = workloads[name] ?? {};
    return atMost(`${name}: p99 in ms`, subject?.p99, limits.p99Ms, { users, ...beside(raw?.p99) });
  });

function memoryVerdicts({ target: users, memory }) {
  const peak = (key) => Math.max(...(memory?.[key] ?? []).map(({ peakMb }) => peakMb));
  const what = 'memory: the most a server process held, in MB';
  return atMost(what, peak('subject'), limits.memoryMb, { users, ...beside(peak('raw')) });
}

/** How much more a request costs with the most users than with the fewest. */
function growthVerdicts(stages) {
  const [small, ...others] = [...stages].sort((a, b) => a.target - b.target);
  const large = others.at(-1);
  if (!small || !large) return [];
  const names = Object.keys(ratios).filter((name) => !mayGrow.includes(name));
  const p50 = (name, key) => large.workloads[name]?.[key]?.p50 / small.workloads[name]?.[key]?.p50;
  const time = (name, key) => small.workloads[name]?.[key]?.rps / large.workloads[name]?.[key]?.rps;
  const over = `with ${large.target} users over ${small.target}`;
  const most = limits.stageGrowth;
  return [...names, 'cursor'].flatMap((name) => [
    ...atMost(`${name}: p50 ${over}`, p50(name, 'subject'), most, beside(p50(name, 'raw'))),
    ...atMost(`${name}: time per request ${over}`, time(name, 'subject'), most, beside(time(name, 'raw'))),
  ]);
}

function groupVerdicts({ groups = {}, parallelAdds }) {
  const { groupBuild, addOneGrowth } = limits;
  const { size, batch, least } = groupBuild;
  const { small, large, most } = addOneGrowth;
  const built = groups[`${size} by ${batch}`];
  const build = built?.subject?.build?.membersPerSecond / built?.raw?.build?.membersPerSecond;
  const addOne = (members, key) =>
    Object.values(groups).findLast((pair) => pair[key]?.reached === members)?.[key].add_one.p50;
  const growth = (key) => addOne(large, key) / addOne(small, key);
  return [
    ...atLeast(`group of ${size} by ${batch}: members/s over the raw reference's`, build, least),
    ...atMost(
      `one more member: p50 at ${large} over ${small}`,
      growth('subject'),
      most,
      beside(growth('raw')),
    ),
    ...atMost('parallel adds to one group: members lost', parallelAdds?.subject?.lost, 0),
  ];
}

/** Every measurement of the subject, with its name. */
function* measurements({ stages, groups = {}, parallelAdds }) {
  for (const { target, workloads } of stages)
    for (const [name, { subject }] of Object.entries(workloads))
      if (subject) yield [`${name} with ${target} users`, subject];
  for (const [name, { subject = {} }] of Object.entries(groups)) {
    if (subject.failed) yield [`group of ${name}`, subject];
    for (const [part, figures] of Object.entries(subject))
      if (figures?.n !== undefined) yield [`group of ${name}: ${part}`, figures];
  }
  if (parallelAdds?.subject) yield ['parallel adds', parallelAdds.subject];
}

/**
 * The measurements in which something was wrong, or which could not be made.
 * @param {any} report
 * @returns {{ name: string, errors: number, samples: string[] }[]}
 */
export const faults = (report) =>
  [...measurements(report)]
    .filter(([, { errors, failed }]) => errors > 0 || failed)
    .map(([name, { errors, errorSamples, failed }]) => ({
      name,
      errors: errors || 1,
      samples: failed ? [failed] : Object.keys(errorSamples ?? {}),
    }));

/**
 * Every goal that the report tells something about.
 * @param {any} report
 * @returns {Verdict[]}
 */
export function verdicts(report) {
  const { stages } = report;
  const errors = faults(report).reduce((sum, fault) => sum + fault.errors, 0);
  return [
    ...stages.flatMap(ratioVerdicts),
    ...stages.flatMap(cursorVerdicts),
    ...growthVerdicts(stages),
    ...groupVerdicts(report),
    ...stages.flatMap(p99Verdicts),
    ...stages.slice(-1).flatMap(memoryVerdicts),
    ...atMost('wrong answers and failed requests', errors, 0),
  ];
}
