// A run: starts what is measured, measures every stage, and writes the report after each workload.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bold, step } from '../progress.mjs';
import { openDatabases } from './database.mjs';
import { newReport, writeReport } from './report.mjs';
import { verdictTable } from './report-tables.mjs';
import { startMuster, startRaw } from './servers.mjs';
import { measureStage } from './stage.mjs';
import { Target } from './target.mjs';
import { warmUp } from './warm-up.mjs';

/** @typedef {import('./options.mjs').Settings} Settings */
/** @typedef {import('./tidy.mjs').Tidy} Tidy */

function temporaryFolder(tidy) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  tidy.add(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  return folder;
}

async function databasesOf(folder, tidy) {
  const opening = openDatabases(folder);
  // Also when the run is ended while they open.
  tidy.add(() =>
    opening.then(
      (databases) => databases.close(),
      () => {},
    ),
  );
  return await step('PostgreSQL', () => opening);
}

/** Muster, or the server that was named. */
async function subject(settings, { databases, folder, tidy }) {
  const { base, token } = settings;
  if (base) {
    const pids = { serverPid: settings['server-pid'], postgresPid: settings['pg-pid'] };
    return new Target({ key: 'subject', label: settings.label || base, base, token, ...pids });
  }
  const databaseUrl = databases.urls.subject;
  const muster = await step('Muster', () => startMuster({ databaseUrl, folder, tidy }));
  return started('subject', settings.label || 'Muster', muster, databaseUrl, postmaster(settings, databases));
}

async function rawReference(settings, { databases, tidy }) {
  const databaseUrl = databases.urls.raw;
  const processes = settings['raw-workers'];
  const raw = await step('Raw reference', () => startRaw({ databaseUrl, processes, tidy }));
  return started('raw', 'raw reference', raw, databaseUrl, postmaster(settings, databases));
}

const postmaster = (settings, databases) => databases.postmaster ?? settings['pg-pid'];

const started = (key, label, { base, token, pid }, url, postgresPid) =>
  new Target({ key, label, base, token, serverPid: pid, postgresPid, database: { url } });

/**
 * Measures everything that `settings` ask for.
 * @param {Settings} settings
 * @param {Tidy} tidy is given what the run starts
 */
export async function benchmark(settings, tidy) {
  const out = resolve(settings.out);
  mkdirSync(out, { recursive: true });
  const folder = temporaryFolder(tidy);
  const needsDatabase = !settings.base || settings.raw === 'yes';
  const databases = needsDatabase ? await databasesOf(folder, tidy) : undefined;
  const place = { databases, folder, tidy };
  const targets = [await subject(settings, place)];
  if (settings.raw === 'yes') targets.push(await rawReference(settings, place));
  for (const target of targets) tidy.add(() => target.close());
  const report = newReport(settings, databases?.about, targets);
  const save = () => writeReport(report, out);
  for (const target of targets) await step(`Warm ${target.label} up`, () => warmUp(target, settings));
  for (const count of settings.stages) {
    console.log(`\n${bold(`${count} users`)}`);
    await measureStage({ targets, databases, settings, report, save }, count);
    save();
  }
  console.log(`\n${verdictTable(report.verdicts)}\n\nThe report is ${join(out, 'report.md')}`);
}
