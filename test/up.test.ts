import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../scripts/checkout.mjs';
import { alone } from '../scripts/checkout-lock.mjs';

test('`up` ends with its npm, also before it serves', { timeout: 20_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-up-'));
  // While this test prepares the checkout, `up` waits for its turn to.
  await alone(async () => {
    const npm = spawn('sh', ['-c', 'node scripts/up.mjs & echo "pid $!"; wait'], {
      cwd: root,
      env: { ...process.env, npm_lifecycle_event: 'up', MUSTER_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let told = '';
    npm.stdout.on('data', (chunk) => {
      told += chunk;
    });
    await once(npm.stderr, 'data');
    const pid = Number(/pid (\d+)/.exec(told)?.[1]);
    npm.kill('SIGKILL');
    try {
      // What `up` prints to ends with it.
      await expect.poll(() => npm.stdout.readableEnded, { timeout: 5_000 }).toBe(true);
    } finally {
      if (!npm.stdout.readableEnded) process.kill(pid, 'SIGKILL');
    }
  });
  rmSync(folder, { recursive: true, force: true });
});
