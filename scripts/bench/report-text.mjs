// The report as text for people.
import { groupTable, verdictTable, workloadTable } from './report-tables.mjs';
import { figure } from './table.mjs';
import { faults } from './verdicts.mjs';

function conditions({ at, machine, database, settings, stages, labels }) {
  const { processor, cores, memoryGb, system, node } = machine;
  const processes = Object.entries(stages.at(-1)?.memory ?? {})
    .filter(([, list]) => list.length > 0)
    .map(
      ([key, list]) => `${labels[key]} in ${list.length === 1 ? 'one process' : `${list.length} processes`}`,
    );
  return [
    `- ${at.slice(0, 16).replace('T', ' ')} UTC: ${cores} × ${processor}, ${memoryGb} GB, ${system}, Node.js ${node}`,
    `- ${[...processes, `on ${database}`].join(', ')}`,
    `- ${settings.concurrency} connections; users filled by ${settings.fill}; ${settings.settle === 'vacuum' ? 'vacuumed after that' : 'not vacuumed'}`,
    '- server, PostgreSQL and the client that sends share the processors; the CPU columns are the processors each kept busy, and *foreign* is what other programs took',
  ].join('\n');
}

function walkText({ pages, first, last, cut, twice, missing, seconds }) {
  if (cut) return `The walk by cursor was cut after ${figure(seconds)} s.`;
  const seen = twice === 0 && missing === 0 ? 'every user once' : `${twice} users twice and ${missing} never`;
  const times = first ? `; p50 ${first.p50} ms for the first 100 pages, ${last.p50} ms for the last 100` : '';
  return `The walk by cursor took ${figure(pages)} pages and saw ${seen}${times}.`;
}

function stageText({ target, users, workloads, memory }, labels) {
  const held = Object.entries(memory)
    .filter(([, list]) => list.length > 0)
    .map(([key, list]) => `${labels[key]} ${list.map(({ peakMb }) => `${peakMb} MB`).join(' + ')}`);
  const walk = workloads.cursor?.subject;
  const counts = Object.entries(users).map(([key, count]) => `${labels[key]} ${figure(count)}`);
  return [
    `## ${figure(target)} users`,
    workloadTable({ workloads }, labels),
    `Users before the workloads that follow \`create\`: ${counts.join(', ')}.`,
    ...(walk && !walk.failed ? [walkText(walk)] : []),
    ...(held.length > 0 ? [`The most memory each server process has held so far: ${held.join(', ')}.`] : []),
  ].join('\n\n');
}

function groupsText({ groups, parallelAdds = {} }, labels) {
  if (!groups) return [];
  const lost = Object.entries(parallelAdds).map(
    ([key, { n, ...result }]) => `${labels[key]} lost ${result.lost} of ${n}`,
  );
  return [
    '## Groups',
    groupTable(groups, labels),
    'The last columns are the p50 in ms of a request for a group of that size: read with and without members, looked up by name, one member added, one removed.',
    ...(lost.length > 0 ? [`Members added at the same time to one group: ${lost.join(', ')}.`] : []),
  ];
}

function faultText(report) {
  const lines = faults(report).map(({ name, errors, samples }) => {
    const quoted = samples.map((sample) => `\`${sample.replaceAll('`', "'")}\``);
    return `- ${name}: ${errors}. ${quoted.join(', ')}`;
  });
  return lines.length > 0 ? ['## What went wrong', lines.join('\n')] : [];
}

/**
 * The report as Markdown.
 * @param {any} report with its verdicts
 */
export function markdown(report) {
  const { labels, stages, verdicts } = report;
  const sections = [
    `# Benchmark: ${Object.values(labels).join(' and ')}`,
    conditions(report),
    '![Requests a second, as a chart](chart.svg)',
    '## Goals',
    verdictTable(verdicts),
    ...faultText(report),
    ...stages.map((stage) => stageText(stage, labels)),
    ...groupsText(report, labels),
  ];
  return `${sections.join('\n\n')}\n`;
}
