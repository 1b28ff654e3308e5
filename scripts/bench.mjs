// `npm run bench`: measures Muster beside the least that a Node server can do, on the same machine and PostgreSQL.
import { help, OptionError, readOptions } from './bench/options.mjs';
import { Tidy } from './bench/tidy.mjs';
import { requireNode, root } from './checkout.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { prepare } from './prepare.mjs';
import { bold } from './progress.mjs';

const tidy = new Tidy();

function stop() {
  if (!tidy.begun) console.log('\n  Stopping …');
  void tidy.all().then(() => process.exit(130));
}

async function main() {
  requireNode();
  const settings = readOptions(process.argv.slice(2));
  if (!settings) return console.log(help());
  process.chdir(root);
  console.log(`\n${bold('Muster')}: the benchmark\n`);
  await prepare();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  onNpmEnd(stop);
  const { benchmark } = await import('./bench/benchmark.mjs');
  await benchmark(settings, tidy);
  await tidy.all();
}

async function fail(error) {
  // Whoever is stopped fails at what it was doing.
  if (tidy.begun) return;
  const isUsage = error instanceof OptionError;
  console.error(isUsage ? error.message : error);
  await tidy.all();
  process.exit(isUsage ? 2 : 1);
}

await main().then(() => process.exit(), fail);
