import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import startPostgres, { createMigrated } from './postgres';
import { RunningMuster } from './running-muster';

declare module 'vitest' {
  interface ProvidedContext {
    /** Servers on one database, between which the requests of tests go in turn. */
    servers: { readonly addresses: readonly string[]; readonly databaseUrl: string } | undefined;
  }
}

/** Starts two production servers on one database, for all test files of the run. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const stopPostgres = await startPostgres(project);
  const databaseUrl = await createMigrated(project.getProvidedContext().adminUrl, 'servers');
  const folder = mkdtempSync(join(tmpdir(), 'muster-servers-'));
  // One public address and one secret, as behind a load balancer.
  const settings = { DATABASE_URL: databaseUrl, MUSTER_URL: 'http://localhost:3000' };
  const servers = await Promise.all([
    RunningMuster.start(folder, settings),
    RunningMuster.start(folder, settings),
  ]);
  project.provide('servers', { addresses: servers.map(({ address }) => address), databaseUrl });
  return async () => {
    for (const server of servers) await server.stop();
    await stopPostgres();
    rmSync(folder, { recursive: true, force: true });
  };
}
