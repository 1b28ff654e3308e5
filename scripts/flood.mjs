// `npm run flood`: one client sends as fast as it can, and another one calmly. What does the calm one notice?
import { parseArgs } from 'node:util';
import { Tidy } from './bench/tidy.mjs';
import { requireNode, root } from './checkout.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { prepare } from './prepare.mjs';
import { bold } from './progress.mjs';

const help = `npm run flood -- [options]

  --seconds 60        how long each of the two is measured: quiet, and flooded
  --connections 64    how many connections the flooding client has
  --rate default      its limit: requests a second, off, or the server's own (default)

WEB_CONCURRENCY sets the number of processes, REQUEST_RATE and REQUEST_BURST the server's limit.`;

const tidy = new Tidy();

function stop() {
  if (!tidy.begun) console.log('\n  Stopping …');
  void tidy.all().then(() => process.exit(130));
}

async function main() {
  requireNode();
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      connections: { type: 'string', default: '64' },
      rate: { type: 'string', default: 'default' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  process.chdir(root);
  console.log(`\n${bold('Muster')}: a flood\n`);
  await prepare();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  onNpmEnd(stop);
  const { flood } = await import('./flood/flood.mjs');
  const { seconds, connections, rate } = values;
  await flood({ seconds: Number(seconds), connections: Number(connections), rate }, tidy);
  await tidy.all();
}

async function fail(error) {
  // Whoever is stopped fails at what it was doing.
  if (tidy.begun) return;
  console.error(error);
  await tidy.all();
  process.exit(1);
}

await main().then(() => process.exit(), fail);
