// Times the pages and the JSON routes behind them, on the production build and a data folder that fill.mjs made:
//   node scripts/large-tenant/page-times.mjs FOLDER [--times 10] [--port 4800]
// Starts the server, signs in as the large tenant's administrator, asks for each address and stops the server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from '../checkout.mjs';
import { account } from './account.mjs';
import { addresses } from './page-addresses.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '10' },
    port: { type: 'string', default: '4800' },
    only: { type: 'string', default: '' },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('Say which data folder: node scripts/large-tenant/page-times.mjs FOLDER');
const origin = `http://localhost:${values.port}`;

async function startServer() {
  const env = { ...process.env, PORT: values.port, MUSTER_URL: origin, MUSTER_DATA_DIR: resolve(folder) };
  const server = spawn(process.execPath, [join(root, 'dist/server.js')], {
    env: { ...env, NODE_ENV: 'production', DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let waited = 0; waited < 120_000; waited += 200) {
    if (server.exitCode !== null) throw new Error('The server ended.');
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
    if (answer?.ok) return server;
    await sleep(200);
  }
  throw new Error('The server did not start.');
}

const cookiesOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

async function signIn() {
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ ...account, csrfToken, json: 'true' }),
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes('muster.session')) throw new Error(`Nobody could sign in: ${answer.status}`);
  return cookie;
}

/** Asks once and gives the answer's body with the milliseconds until its last byte. */
async function ask(path, cookie) {
  const start = performance.now();
  const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });
  const body = await answer.text();
  return { status: answer.status, body, ms: performance.now() - start };
}

async function json(path, cookie) {
  const { status, body } = await ask(path, cookie);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
  return JSON.parse(body);
}

async function main() {
  const server = await startServer();
  try {
    const cookie = await signIn();
    const paths = (await addresses((path) => json(path, cookie))).filter((p) =>
      new RegExp(values.only).test(p),
    );
    console.log('   p50     max  status  address');
    for (const path of paths) {
      const runs = [];
      for (let i = 0; i < Number(values.times); i += 1) runs.push(await ask(path, cookie));
      const times = runs.map(({ ms }) => ms).sort((a, b) => a - b);
      const median = times[Math.floor(times.length / 2)];
      const figures = [median, times.at(-1)].map((ms) => ms.toFixed(0).padStart(6));
      console.log(`${figures.join('  ')}  ${String(runs[0].status).padStart(6)}  ${path}`);
    }
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

await main();
