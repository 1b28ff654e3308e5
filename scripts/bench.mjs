// `npm run bench`: measures Muster against the least that a Node server can do, on the same machine and PostgreSQL.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { chart } from './bench/chart.mjs';
import { openDatabases } from './bench/database.mjs';
import { help, OptionError, readOptions } from './bench/options.mjs';
import { markdown, verdictTable } from './bench/report.mjs';
import { startMuster, startRaw } from './bench/servers.mjs';
import { measureStage, warmUp } from './bench/stage.mjs';
import { Target } from './bench/target.mjs';
import { verdicts } from './bench/verdicts.mjs';
import { hasDependencies, installDependencies, requireNode, root } from './checkout.mjs';
import { alone } from './checkout-lock.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { bold, step } from './progress.mjs';

/** What has to be undone, the last first. @type {(() => unknown)[]} */
const undo = [];
let undone;

/** Stops everything that was started, once. */
function tidy() {
  undone ??= (async () => {
    for (const one of undo.reverse())
      await Promise.resolve(one()).catch((error) => console.error(error.message));
  })();
  return undone;
}

async function prepare() {
  if (!hasDependencies({ dev: false })) await step('Dependencies', () => installDependencies({ dev: false }));
  const { buildAll } = await import('./build.mjs');
  await buildAll();
}

const workers = process.env.WEB_CONCURRENCY || '1';

/** The server that is measured: Muster, or the one that was named. */
async function subject(settings, databases, folder) {
  const { base, token, label } = settings;
  if (base) {
    const pids = { serverPid: settings['server-pid'], postgresPid: settings['pg-pid'] };
    return new Target({ key: 'subject', label: label || base, base, token, ...pids });
  }
  const muster = await step('Muster', () => startMuster({ databaseUrl: databases.urls.subject, folder }));
  undo.push(muster.stop);
  return new Target({
    key: 'subject',
    label: label || 'Muster',
    base: muster.base,
    token: muster.token,
    serverPid: muster.pid,
    postgresPid: databases.postmaster ?? settings['pg-pid'],
    database: databases.urls.subject,
  });
}

async function rawReference(settings, databases) {
  const processes = settings['raw-workers'] || workers;
  const raw = await step('Raw reference', () =>
    startRaw({ databaseUrl: databases.urls.raw, workers: processes }),
  );
  undo.push(raw.stop);
  return new Target({
    key: 'raw',
    label: 'raw reference',
    base: raw.base,
    token: raw.token,
    serverPid: raw.pid,
    postgresPid: databases.postmaster ?? settings['pg-pid'],
    database: databases.urls.raw,
  });
}

function newReport(settings, databases, targets) {
  const [cpu] = os.cpus();
  const processes = settings.base ? [] : [`${workers} server process${workers === '1' ? '' : 'es'}`];
  if (settings.raw === 'yes') processes.push(`${settings['raw-workers'] || workers} of the raw reference`);
  return {
    at: new Date().toISOString(),
    machine: {
      processor: cpu?.model,
      cores: os.cpus().length,
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      system: `${os.type()} ${os.release()}`,
      node: process.versions.node,
    },
    database: databases
      ? `PostgreSQL ${databases.version}${databases.embedded ? ' (embedded)' : ''}`
      : 'its own database',
    servers: processes.join(', '),
    concurrency: settings.concurrency,
    fill: settings.fill,
    settings,
    labels: Object.fromEntries(targets.map(({ key, label }) => [key, label])),
    stages: [],
  };
}

function tell(
  name,
  { label },
  { failed, skipped, rps, p50, p99, n, errors, cpu, build, add_one, lost, errorSamples },
) {
  const about =
    failed ||
    skipped ||
    (build
      ? `${build.seconds} s, ${build.membersPerSecond} members/s, add one p50 ${add_one.p50} ms`
      : `${String(rps).padStart(9)} req/s  p50 ${p50}  p99 ${p99} ms  n ${n}${lost === undefined ? '' : `  lost ${lost}`}`);
  const wrong = errors ? `  ERRORS ${errors}: ${Object.keys(errorSamples ?? {})[0]}` : '';
  const use =
    cpu?.foreign === undefined
      ? ''
      : `  cpu ${cpu.server} ${cpu.postgres} ${cpu.client} foreign ${cpu.foreign}`;
  console.log(`  ${name.padEnd(18)} ${label.padEnd(14)} ${about}${use}${wrong}`);
}

/** Writes the report as it is so far. */
function write(report, folder) {
  report.verdicts = verdicts(report);
  const withoutSeries = (name, value) => (name === 'durations' ? undefined : value);
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, withoutSeries, 1)}\n`);
  writeFileSync(join(folder, 'report.md'), markdown(report));
  writeFileSync(join(folder, 'chart.svg'), chart(report));
}

async function bench(settings) {
  const out = resolve(settings.out);
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(os.tmpdir(), 'muster-bench-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  const needsDatabase = !settings.base || settings.raw === 'yes';
  const databases = needsDatabase ? await step('PostgreSQL', () => openDatabases(folder)) : undefined;
  if (databases) undo.push(databases.close);
  const targets = [await subject(settings, databases, folder)];
  if (settings.raw === 'yes') targets.push(await rawReference(settings, databases));
  for (const target of targets) undo.push(async () => target.close());
  const report = newReport(settings, databases, targets);
  const save = () => write(report, out);
  for (const target of targets) await step(`Warm ${target.label} up`, () => warmUp(target, settings));
  for (const count of settings.stages) {
    console.log(`\n${bold(`${count} users`)}`);
    await measureStage({ targets, settings, report, tell }, count, save);
    save();
  }
  console.log(`\n${verdictTable(report.verdicts)}\n\nThe report is ${join(out, 'report.md')}`);
}

function fail(error) {
  if (undone) return;
  console.error(error instanceof OptionError ? error.message : error);
  void tidy().then(() => process.exit(error instanceof OptionError ? 2 : 1));
}

async function main() {
  requireNode();
  const settings = readOptions(process.argv.slice(2));
  if (!settings) return console.log(help());
  process.chdir(root);
  await alone(prepare);
  const stop = () => {
    if (!undone) console.log('\n  Stopping …');
    void tidy().then(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  onNpmEnd(stop);
  await bench(settings);
  await tidy();
}

await main().then(() => process.exit(), fail);
