import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base } from '@playwright/test';
import { connect } from '../lib/connection';
import { closeDatabase, openDatabase } from '../lib/database';
import { openEmbedded } from '../lib/database/embedded';
import { createTenant } from '../lib/directory';
import { freePort } from '../scripts/free-port.mjs';
import { type Account, type Door, httpDoor } from '../test/conversation';

const root = resolve(import.meta.dirname, '..');
const actor = { kind: 'operator' } as const;

/** An empty tenant's account, with the tenant and its administrator. */
interface TenantAccount extends Account {
  readonly tenantId: string;
  readonly adminEmail: string;
}

interface Fixtures {
  /** Makes an empty tenant that an identity provider is connected to. */
  account: () => Promise<TenantAccount>;
}

interface WorkerFixtures {
  /** The server's own door, and that of a plain `next start` on the same database. */
  doors: readonly [Door, Door];
  databaseUrl: string;
}

let made = 0;

/** Playwright's `test` with both doors to the SCIM service. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  databaseUrl: [
    async ({ browserName: _browser }, use) => {
      const embedded = await openEmbedded({ dataDir: process.env.MUSTER_DATA_DIR ?? '', role: 'command' });
      openDatabase(embedded.url);
      await use(embedded.url);
      await closeDatabase();
      await embedded.close();
    },
    { scope: 'worker' },
  ],
  doors: [
    async ({ databaseUrl }, use) => {
      const port = await freePort();
      const next = startNext(port, databaseUrl);
      const address = `http://localhost:${port}`;
      await answering(`${address}/api/health`, next);
      await use([httpDoor(process.env.MUSTER_URL ?? ''), httpDoor(address)]);
      next.kill('SIGTERM');
      await once(next, 'exit');
    },
    { scope: 'worker' },
  ],
  account: async ({ databaseUrl: _open }, use) => {
    await use(async () => {
      made += 1;
      const name = `Doors ${process.pid} ${made}`;
      const adminEmail = `doors-${process.pid}-${made}@acme.test`;
      const { tenantId } = await createTenant({ name, adminEmail, actor });
      return { tenantId, adminEmail, ...(await connect({ tenantId, provider: 'other', actor })) };
    });
  },
});

export { expect } from '@playwright/test';

/** Next alone, as on any host: it has the same public address and database, and no server of ours around it. */
function startNext(port: number, databaseUrl: string): ChildProcess {
  const next = resolve(root, 'node_modules/next/dist/bin/next');
  return spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error(`Next ended with ${server.exitCode}.`);
    await sleep(100);
  }
  throw new Error(`Next does not answer at ${url}.`);
}
