// The tables of a report.
import { figure, table } from './table.mjs';
import { ratioOf } from './verdicts.mjs';

/** The goals with what was reached. @param {import('./verdicts.mjs').Verdict[]} verdicts */
export const verdictTable = (verdicts) =>
  table(
    ['goal', 'users', 'wanted', 'reached', '', 'raw reference'],
    verdicts.map(({ what, users, goal, value, passed, raw }) => [
      what,
      users === undefined ? '' : figure(users),
      goal,
      figure(value),
      passed ? 'pass' : '**miss**',
      raw === undefined ? '' : figure(raw),
    ]),
  );

const processors = ({ cpu }) =>
  cpu === undefined ? [] : [cpu.server, cpu.postgres, cpu.client, cpu.foreign].map(figure);

function workloadRow(name, label, figures, ratio) {
  if (figures.failed) return [name, label, 'failed'];
  if (figures.rows) return [name, label, `${figure(figures.rows)} rows in ${figure(figures.seconds)} s`];
  const { rps, p50, p95, p99, n, errors } = figures;
  const cells = [
    figure(rps),
    Number.isNaN(ratio) ? '' : ratio.toFixed(2),
    ...[p50, p95, p99, n, errors].map(figure),
  ];
  return [name, label, ...cells, ...processors(figures)];
}

/**
 * The workloads of a stage.
 * @param {{ workloads: Record<string, any> }} stage
 * @param {Record<string, string>} labels
 */
export function workloadTable({ workloads }, labels) {
  const rows = Object.entries(workloads).flatMap(([name, pair]) =>
    Object.entries(pair).map(([key, figures]) =>
      workloadRow(name, labels[key], figures, key === 'subject' ? ratioOf(pair) : Number.NaN),
    ),
  );
  const times = ['p50 ms', 'p95 ms', 'p99 ms'];
  const cpu = ['server CPU', 'PostgreSQL', 'client', 'foreign'];
  return table(['workload', 'server', 'requests/s', 'ratio', ...times, 'requests', 'errors', ...cpu], rows);
}

const parts = ['read_full', 'read_excluded', 'exists', 'add_one', 'remove_one'];

function groupRow(name, label, group) {
  if (!group.build) return [name, label, group.failed ? 'failed' : 'skipped'];
  const { build } = group;
  const growth = `${figure(build.first.p50)} → ${figure(build.last.p50)}`;
  const times = parts.map((part) => figure(group[part].p50));
  return [name, label, figure(build.seconds), figure(build.membersPerSecond), growth, ...times];
}

/**
 * The groups.
 * @param {Record<string, Record<string, any>>} groups
 * @param {Record<string, string>} labels
 */
export function groupTable(groups, labels) {
  const rows = Object.entries(groups).flatMap(([name, pair]) =>
    Object.entries(pair).map(([key, group]) => groupRow(name, labels[key], group)),
  );
  return table(
    ['members by batch', 'server', 'built in s', 'members/s', 'batch, first → last', ...parts],
    rows,
  );
}
