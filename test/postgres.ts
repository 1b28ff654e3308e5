import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../lib/database/embedded';
import { migrate } from '../lib/database/migrate';
import { queryOn } from './query-on';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's way into the tests' own PostgreSQL. */
    adminUrl: string;
  }
}

/** Starts a real PostgreSQL for the run and migrates the template that each test file's database is cloned from. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-test-'));
  // PostgreSQL runs as another user than root.
  chmodSync(dataDir, 0o711);
  // What a test wrote need not outlive a power cut.
  const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  // Two transactions that wait for each other are to fail their test, not to be untied behind its back.
  const settings = { ...forgetful, deadlock_timeout: '30s' };
  const embedded = await openEmbedded({ dataDir, role: 'server', settings });
  await createMigrated(embedded.adminUrl, 'template_muster');
  project.provide('adminUrl', embedded.adminUrl);
  return async () => {
    await embedded.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Makes a database of this name with Muster's tables, and returns the way into it. */
export async function createMigrated(adminUrl: string, name: string): Promise<string> {
  await queryOn(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}
