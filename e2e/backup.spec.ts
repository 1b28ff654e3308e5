import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { RunningMuster } from '../test/running-muster';
import { expect, test } from './fixtures';
import { connectProvider, createTenant, muster } from './operator';

const root = resolve(import.meta.dirname, '..');

test('a backup beside the running server, restored into a new data folder, serves what it held', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  const { slug } = await createTenant('Kept');
  const credentials = await connectProvider(slug);
  const headers = { authorization: `Bearer ${credentials.apiKey}`, 'content-type': 'application/scim+json' };
  const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'kept' });
  const made = await fetch(`${credentials.scimUri}/Users`, { method: 'POST', headers, body });
  const { id } = await made.json();

  const file = join(folder, 'muster.backup');
  const written = await muster<{ rows: number; tables: number }>(['backup', '--out', file]);
  expect(written.rows).toBeGreaterThan(5);

  const dataDir = join(folder, 'data');
  const env = { ...process.env, MUSTER_DATA_DIR: dataDir, DATABASE_URL: '' };
  const restore = () =>
    promisify(execFile)(process.execPath, ['dist/muster.js', 'restore', '--from', file, '--json'], {
      cwd: root,
      env,
    });
  const restored = JSON.parse((await restore()).stdout);
  expect(restored).toMatchObject({ rows: written.rows, tables: written.tables, migrated: [] });
  await expect(restore()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') });

  const server = await RunningMuster.start(folder, { MUSTER_DATA_DIR: dataDir });
  const found = await fetch(`${server.address}/scim/v2/Users/${id}`, { headers });
  expect([found.status, (await found.json()).userName]).toEqual([200, 'kept']);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
