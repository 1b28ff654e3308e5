// `npm test`: from a bare clone through every gate. `node scripts/test.mjs unit lint` passes through those alone.
import { hasDependencies, installDependencies, requireNode, root } from './checkout.mjs';
import { alone } from './checkout-lock.mjs';
import { bold, step } from './progress.mjs';

async function prepare() {
  if (!hasDependencies({ dev: true })) await step('Dependencies', () => installDependencies({ dev: true }));
}

/** Passes one gate. One that checks nothing, or can't be passed at all, has failed. */
async function passGate(name, { counts, pass }) {
  let outcome = { passed: 0, failed: 1, report: '' };
  const run = async () => {
    outcome = await pass();
    if (outcome.passed + outcome.failed === 0)
      outcome = { passed: 0, failed: 1, report: 'There was nothing to check.' };
    if (outcome.failed > 0) throw new Error(outcome.report);
    return outcome;
  };
  try {
    await step(name, run, ({ passed }) => `${passed} ${counts}`);
  } catch (error) {
    console.log(`${error.message}\n  ${name}: ${outcome.failed} failed\n`);
  }
  return outcome;
}

async function main() {
  requireNode();
  process.chdir(root);
  // The gates bring their own database, address and mail.
  for (const name of [
    'DATABASE_URL',
    'DATABASE_POOL',
    'WEB_CONCURRENCY',
    'MUSTER_URL',
    'MUSTER_DATA_DIR',
    'MUSTER_SECRET',
    'SMTP_URL',
    'PORT',
    'HOST',
    'LOG_LEVEL',
    'LOG_FORMAT',
    'METRICS_TOKEN',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ])
    delete process.env[name];
  console.log(`\n${bold('Muster')}: the tests\n`);
  await alone(prepare);
  const { gates } = await import('./gates/gates.mjs');
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(gates);
  const total = { passed: 0, failed: 0 };
  for (const name of wanted) {
    const gate = gates[name];
    if (!gate) throw new Error(`There is no gate "${name}": ${Object.keys(gates).join(', ')}.`);
    const { passed, failed } = await passGate(name, gate);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main().catch((error) => {
  console.log(`${error.message}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
});
