import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../scripts/free-port.mjs';
import { copyImageFiles } from '../scripts/image-files.mjs';
import { test as base, expect } from './next-door';

const test = base.extend<{ folder: string }>({
  folder: async ({ databaseUrl: _open }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-image-'));
    chmodSync(folder, 0o755);
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Nobody in particular, as the image's user is. Only root can become another user. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const everything = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

test('what the image holds is enough to serve, without a right to write there', async ({
  databaseUrl,
  folder,
}) => {
  const [image, data] = [join(folder, 'image'), join(folder, 'data')];
  copyImageFiles(image);
  mkdirSync(data, { mode: 0o700 });
  if (nobody.uid) chownSync(data, nobody.uid, nobody.gid);
  const before = everything(image);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['dist/server.js'], {
    ...nobody,
    cwd: image,
    env: {
      NODE_ENV: 'production',
      LOG_FORMAT: 'json',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      MUSTER_DATA_DIR: data,
      MUSTER_SECRET: 'a secret of at least thirty-two characters',
      METRICS_TOKEN: 'a-token-of-the-metrics',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const output of [server.stdout, server.stderr]) output.on('data', (chunk) => (told += chunk));
  const ready = () =>
    fetch(`${address}/api/ready`).then(
      ({ status }) => status,
      () => told,
    );
  await expect.poll(ready, { timeout: 60_000 }).toBe(200);

  const page = await fetch(`${address}/sign-in`);
  const html = await page.text();
  expect([page.status, html.includes('Sign in')]).toEqual([200, true]);
  const [, script = ''] = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html) ?? [];
  expect((await fetch(address + script)).status).toBe(200);
  expect((await fetch(`${address}/scim/v2/Users`)).status).toBe(401);
  expect((await fetch(`${address}/api/client`)).status).toBe(401);
  const metrics = await fetch(`${address}/api/metrics`, {
    headers: { authorization: 'Bearer a-token-of-the-metrics' },
  });
  expect(await metrics.text()).toMatch(/door="pages",method="GET",route="\/sign-in",status="2xx"/);

  // What opens anything is in no line of the log.
  await fetch(`${address}/scim/v2/Users`, { headers: { authorization: 'Bearer hush-hush' } });
  await fetch(`${address}/reset-password?token=hush-hush`);

  server.kill('SIGTERM');
  const [status] = await once(server, 'exit');
  expect([status, told]).toEqual([0, expect.not.stringMatching(/EACCES|EROFS|Error|hush-hush|a secret of/)]);
  expect(everything(image)).toEqual(before);
});
