// `npm run fuzz`: 20,000 random requests to the SCIM service. FUZZ_RUNS sets another number, FC_SEED repeats a run.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { root } from './checkout.mjs';

const vitest = createRequire(import.meta.url).resolve('vitest/vitest.mjs');
const fuzz = spawn(process.execPath, [vitest, 'run', '--project', 'integration', 'lib/scim-api/fuzz'], {
  cwd: root,
  env: { FUZZ_RUNS: '20000', ...process.env },
  stdio: 'inherit',
});
fuzz.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
