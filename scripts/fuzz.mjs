// `npm run fuzz`: 20,000 random requests to the SCIM service. FUZZ_RUNS sets another number, FC_SEED repeats a run.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './checkout.mjs';

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const fuzz = spawn(process.execPath, [vitest, 'run', '--project', 'integration', 'lib/scim-api/fuzz'], {
  cwd: root,
  env: { FUZZ_RUNS: '20000', ...process.env },
  stdio: 'inherit',
});
fuzz.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
