// The gates of `npm test`. Each one says how many things it checked: passed, failed, and what to read when some did.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../build.mjs';
import { root, run } from '../checkout.mjs';
import { ensureChromium } from './chromium.mjs';

/** @typedef {{ passed: number, failed: number, report: string }} Outcome */

const node = process.execPath;
const program = (path) => join(root, 'node_modules', path);
const results = join(root, 'test-results');

/** Runs a program whose failure is an outcome, not an error; its output is what there is to read. */
async function attempt(args, env) {
  try {
    return { ok: true, output: await run(node, args, { env }) };
  } catch (error) {
    return { ok: false, output: error.message };
  }
}

/** Whatever a program counted: that it failed counts at least once. */
const failures = (ok, counted) => (ok ? counted : Math.max(1, counted));

async function types() {
  await run(node, [program('next/dist/bin/next'), 'typegen']);
  const { ok, output } = await attempt([
    program('typescript/bin/tsc'),
    '--noEmit',
    '--listFiles',
    '--incremental',
    'false',
  ]);
  const lines = output.split('\n');
  const files = lines.filter((line) => line.startsWith(root) && !line.includes('node_modules')).length;
  const errors = lines.filter((line) => /error TS\d+/.test(line));
  return {
    passed: files,
    failed: failures(ok, errors.length),
    report: errors.length > 0 ? errors.join('\n') : output,
  };
}

async function lint() {
  const { ok, output } = await attempt([
    program('@biomejs/biome/bin/biome'),
    'ci',
    '--error-on-warnings',
    '--colors=off',
  ]);
  const files = Number(/Checked (\d+) files?/.exec(output)?.[1] ?? 0);
  const errors = Number(/Found (\d+) errors?/.exec(output)?.[1] ?? 0);
  return { passed: files, failed: failures(ok, errors), report: output };
}

async function arrows() {
  const { ok, output } = await attempt([join(root, 'scripts/gates/arrows.mjs')]);
  const counts = /\{"passed":.*\}/.exec(output)?.[0];
  const { passed, failed } = counts ? JSON.parse(counts) : { passed: 0, failed: 1 };
  return { passed, failed: failures(ok, failed), report: output };
}

async function vitest(project) {
  const file = join(results, `${project}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok, output } = await attempt(
    [program('vitest/vitest.mjs'), 'run', '--project', project, ...reporters],
    {
      NODE_ENV: 'test',
    },
  );
  try {
    const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'));
    // A skipped test has not passed.
    return { passed: numPassedTests, failed: failures(ok, numTotalTests - numPassedTests), report: output };
  } catch {
    return { passed: 0, failed: 1, report: output };
  }
}

const build = () => buildAll((_, work) => work());

async function servers() {
  await build();
  return vitest('servers');
}

/** Kills the service a few times under load, and once more with a fault that the looks after each must find. */
async function torture() {
  await build();
  const { Torture } = await import('../torture/torture.mjs');
  const lines = [];
  const settings = { kills: 5, seed: Date.now() % 1_000_000, seconds: 120, writers: 8, workers: 1 };
  const torture = new Torture(settings, (line) => lines.push(line));
  try {
    await torture.start();
    const { kills, checked, violations } = await torture.run();
    await torture.acknowledgeTooEarly();
    await torture.round('PostgreSQL');
    const found = torture.report().violations.length - violations.length;
    const failed = violations.length + (settings.kills - kills) + (found > 0 ? 0 : 1);
    lines.push(`${found} wrong where PostgreSQL acknowledged before it had written`, `seed ${settings.seed}`);
    return { passed: checked > 0 ? kills + checked : 0, failed, report: lines.join('\n') };
  } finally {
    await torture.stop();
  }
}

async function browser() {
  const executable = await ensureChromium();
  await build();
  const file = join(results, 'browser.json');
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const { ok, output } = await attempt([program('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    ...(executable ? { PLAYWRIGHT_CHROMIUM: executable } : {}),
  });
  try {
    const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
    return { passed: expected, failed: failures(ok, unexpected + flaky + skipped), report: output };
  } catch {
    return { passed: 0, failed: 1, report: output };
  }
}

/**
 * Every gate with what it counts, in the order they are passed.
 * @type {Record<string, { counts: string, pass: () => Promise<Outcome> }>}
 */
export const gates = {
  types: { counts: 'files', pass: types },
  lint: { counts: 'files', pass: lint },
  arrows: { counts: 'modules and seeded faults', pass: arrows },
  unit: { counts: 'tests', pass: () => vitest('unit') },
  integration: { counts: 'tests', pass: () => vitest('integration') },
  servers: { counts: 'tests', pass: servers },
  torture: { counts: 'kills and acknowledged writes', pass: torture },
  browser: { counts: 'journeys', pass: browser },
};
