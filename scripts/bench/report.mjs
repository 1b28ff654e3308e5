// The report of a run: what it is about, and the files it is written to.
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { chart } from './chart.mjs';
import { markdown } from './report-text.mjs';
import { verdicts } from './verdicts.mjs';

function machine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown processor',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
  };
}

/**
 * A report without figures yet.
 * @param {import('./options.mjs').Settings} settings
 * @param {string} [database] which PostgreSQL was started
 * @param {import('./target.mjs').Target[]} targets
 */
export function newReport(settings, database, targets) {
  const { token: _, ...shown } = settings;
  return {
    at: new Date().toISOString(),
    machine: machine(),
    database: database ?? 'a database of its own',
    settings: shown,
    labels: Object.fromEntries(targets.map(({ key, label }) => [key, label])),
    stages: [],
  };
}

/**
 * Writes the report as it is so far: `report.json`, `report.md` and `chart.svg`.
 * @param {any} report is given its verdicts
 * @param {string} folder
 */
export function writeReport(report, folder) {
  report.verdicts = verdicts(report);
  const withoutSeries = (name, value) => (name === 'durations' ? undefined : value);
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, withoutSeries, 1)}\n`);
  writeFileSync(join(folder, 'report.md'), markdown(report));
  writeFileSync(join(folder, 'chart.svg'), chart(report));
}
