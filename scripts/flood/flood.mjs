// Measures a calm client beside a quiet one, and beside one that floods.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases } from '../bench/database.mjs';
import { connectTenant, startServer } from '../bench/servers.mjs';
import { step } from '../progress.mjs';
import { calmly } from './calm-client.mjs';

/** Seconds that nobody counts: caches fill, and the compiler learns. */
const warmUpSeconds = 10;

async function place(tidy) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-flood-'));
  tidy.add(() => rmSync(folder, { recursive: true, force: true }));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  const databases = await step('PostgreSQL', () => openDatabases(folder));
  tidy.add(() => databases.close());
  return { folder, databaseUrl: databases.urls.subject, tidy };
}

/** Has a process of its own send as fast as it can. What it tells at its end: how often each status was answered. */
async function startFlood(target, connections, tidy) {
  const child = fork(join(import.meta.dirname, 'flooding-client.mjs'), { execArgv: [] });
  tidy.add(() => child.kill('SIGKILL'));
  child.send({ ...target, connections });
  await once(child, 'message');
  return async () => {
    child.send('stop');
    const [statuses] = await once(child, 'message');
    return statuses;
  };
}

const figures = ({ n, p50, p95, p99, max }) =>
  `${String(n).padStart(5)} ${[p50, p95, p99, max].map((ms) => ms.toFixed(1).padStart(8)).join('')}`;

/**
 * @param {{ seconds: number, connections: number, rate: string }} settings
 * @param {import('../bench/tidy.mjs').Tidy} tidy is given what the run starts
 */
export async function flood({ seconds, connections, rate }, tidy) {
  const where = await place(tidy);
  const { env } = await step('Muster', () => startServer(where));
  const [busy, calm] = await step('Two clients', async () => [
    await connectTenant(env, { name: 'Busy', rate }),
    await connectTenant(env, { name: 'Calm', rate: 'default' }),
  ]);
  await step('Warm up', () => calmly(calm, warmUpSeconds));
  const quiet = await step('Quiet', () => calmly(calm, seconds));
  const end = await startFlood(busy, connections, tidy);
  const flooded = await step('Flooded', () => calmly(calm, seconds));
  const statuses = await end();
  const again = await step('Quiet again', () => calmly(calm, seconds));
  console.log(`\n  the calm client, ms      n     p50     p95     p99     max`);
  console.log(`  quiet                ${figures(quiet)}\n  flooded              ${figures(flooded)}`);
  console.log(`  quiet again          ${figures(again)}`);
  console.log(
    `\n  p99 flooded / quiet: ${(flooded.p99 / Math.max(quiet.p99, again.p99)).toFixed(2)} (greater quiet figure)`,
  );
  console.log(`  the flooding client was answered ${JSON.stringify(statuses)}\n`);
}
