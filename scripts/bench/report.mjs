// The report for people.
import { faults, ratioOf } from './verdicts.mjs';

const withPoints = (value) =>
  value === undefined ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 });
const table = (head, rows) =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** The goals with what was reached. @param {import('./verdicts.mjs').Verdict[]} verdicts */
export const verdictTable = (verdicts) =>
  table(
    ['goal', 'users', 'wanted', 'reached', ''],
    verdicts.map(({ what, stage, goal, value, passed }) => [
      what,
      stage === undefined ? '' : withPoints(stage),
      goal,
      withPoints(value),
      passed ? 'pass' : '**miss**',
    ]),
  );

const cpuOf = ({ cpu } = /** @type {any} */ ({})) =>
  cpu?.server === undefined
    ? '–'
    : [cpu.server, cpu.postgres, cpu.client, cpu.foreign].map((value) => value ?? '–').join(' / ');

function stageTable({ workloads }, labels) {
  const rows = Object.entries(workloads).flatMap(([name, pair]) =>
    Object.entries(pair).map(([key, figures]) => {
      if (figures.failed) return [name, labels[key], `failed: ${figures.failed}`];
      const { rps, p50, p95, p99, n, errors } = figures;
      const ratio = key === 'subject' ? ratioOf(pair) : Number.NaN;
      return [
        name,
        labels[key],
        withPoints(rps),
        Number.isNaN(ratio) ? '' : ratio.toFixed(2),
        ...[p50, p95, p99, n, errors].map(withPoints),
        cpuOf(figures),
      ];
    }),
  );
  return table(
    [
      'workload',
      'server',
      'requests/s',
      'ratio',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'requests',
      'errors',
      'processors: server / PostgreSQL / client / foreign',
    ],
    rows,
  );
}

function groupTable(groups, labels) {
  const parts = ['read_full', 'read_excluded', 'exists', 'add_one', 'remove_one'];
  const rows = Object.entries(groups).flatMap(([name, pair]) =>
    Object.entries(pair).map(([key, group]) => {
      if (!group.build) return [name, labels[key], group.failed ?? group.skipped];
      const { build } = group;
      const growth = `${withPoints(build.first.p50)} → ${withPoints(build.last.p50)}`;
      return [
        name,
        labels[key],
        withPoints(build.seconds),
        withPoints(build.membersPerSecond),
        growth,
        ...parts.map((part) => withPoints(group[part].p50)),
      ];
    }),
  );
  return table(
    [
      'group',
      'server',
      'built in s',
      'members/s',
      'batch p50 ms, first → last',
      ...parts.map((part) => `${part} p50 ms`),
    ],
    rows,
  );
}

const memoryText = (memory, labels) =>
  Object.entries(memory)
    .filter(([, processes]) => processes.length > 0)
    .map(([key, processes]) => `${labels[key]} ${processes.map(({ peakMb }) => `${peakMb} MB`).join(' + ')}`)
    .join(', ');

function stageText(stage, labels) {
  const memory = memoryText(stage.memory, labels);
  const cursor = stage.workloads.cursor?.subject;
  const walk =
    cursor?.first &&
    `The walk by cursor: ${withPoints(cursor.pages)} pages, p50 ${cursor.first.p50} ms for the first 100 and ${cursor.last.p50} ms for the last 100, ${cursor.twice ?? '?'} users seen twice, ${cursor.missing ?? '?'} never.`;
  return [
    `## ${withPoints(stage.target)} users`,
    stageTable(stage, labels),
    ...(walk ? [walk] : []),
    ...(memory ? [`The most memory each server process has held so far: ${memory}.`] : []),
  ].join('\n\n');
}

function faultText(report) {
  const lines = faults(report).map(
    ({ name, errors, samples }) =>
      `- ${name}: ${errors}. ${samples.map((sample) => `\`${sample}\``).join(', ')}`,
  );
  return lines.length > 0 ? [`## What went wrong\n\n${lines.join('\n')}`] : [];
}

/**
 * The report as Markdown.
 * @param {any} report
 */
export function markdown(report) {
  const { machine, labels, verdicts, groups, parallelAdds } = report;
  const lost = Object.entries(parallelAdds ?? {}).map(
    ([key, { lost, n }]) => `${labels[key]} lost ${lost} of ${n}`,
  );
  const parts = [
    `# Benchmark: ${Object.values(labels).join(' and ')}`,
    `${report.at}. ${machine.cores} × ${machine.processor}, ${machine.memoryGb} GB, ${machine.system}, Node.js ${machine.node}, ${report.database}. ${report.servers}. ${report.concurrency} connections; users filled by ${report.fill}.`,
    '![Requests a second](chart.svg)',
    '## Goals',
    verdictTable(verdicts),
    ...faultText(report),
    ...report.stages.map((stage) => stageText(stage, labels)),
    ...(groups ? ['## Groups', groupTable(groups, labels)] : []),
    ...(lost.length > 0 ? [`200 members added to one group at the same time: ${lost.join(', ')}.`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}
