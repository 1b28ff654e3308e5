// `npm run torture`: kill -9 of the server, of PostgreSQL and of both, under load, again and again. Every write that was
// acknowledged must be there after each, nothing half done, and the service must come back by itself.
import { parseArgs } from 'node:util';
import { requireNode, root } from './checkout.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { prepare } from './prepare.mjs';
import { bold } from './progress.mjs';

const options = {
  kills: ['100', 'how many kills'],
  seed: ['', 'a number that repeats the same choices (by chance)'],
  seconds: ['3600', 'no more kills after this time'],
  writers: ['8', 'clients that write at the same time'],
  workers: ['1', 'processes that serve (WEB_CONCURRENCY)'],
};

const help = () =>
  [
    'npm run torture -- [options]',
    '',
    ...Object.entries(options).map(
      ([name, [fallback, about]]) => `  --${name.padEnd(8)} ${about}${fallback && ` (${fallback})`}`,
    ),
    '  --fault    have PostgreSQL acknowledge before it has written: the torture must find what is lost',
  ].join('\n');

function readOptions() {
  const known = Object.fromEntries(
    Object.keys(options).map((name) => [name, { type: /** @type {const} */ ('string') }]),
  );
  const { values } = parseArgs({
    options: { ...known, fault: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const settings = { fault: values.fault === true, help: values.help === true };
  for (const [name, [fallback]] of Object.entries(options)) {
    const value = Number(values[name] ?? (name === 'seed' ? Date.now() % 1_000_000 : fallback));
    if (!Number.isInteger(value) || value < (name === 'seed' ? 0 : 1))
      throw new Error(`--${name} takes a whole number, not "${values[name]}".`);
    settings[name] = value;
  }
  return settings;
}

async function main() {
  requireNode();
  const settings = readOptions();
  if (settings.help) return console.log(help());
  process.chdir(root);
  console.log(`\n${bold('Muster')}: the torture, seed ${settings.seed}\n`);
  await prepare();
  const { Torture } = await import('./torture/torture.mjs');
  const torture = new Torture(settings, (line) => console.log(line));
  const stop = () => void torture.stop().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  onNpmEnd(stop);
  try {
    await torture.start();
    if (settings.fault) await torture.acknowledgeTooEarly();
    const { kills, checked, inDoubt, refused, violations, slowest } = await torture.run();
    console.log(
      `\n${kills} kills, ${checked} acknowledged writes looked for, ${violations.length} wrong. ` +
        `${inDoubt} writes were in doubt, ${refused} of them answered 503. ` +
        `The service was there again after ${(slowest / 1000).toFixed(1)} s at most.`,
    );
    process.exitCode = violations.length > 0 || checked === 0 ? 1 : 0;
  } finally {
    await torture.stop();
  }
}

await main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
