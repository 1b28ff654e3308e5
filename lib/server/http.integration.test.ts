import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { freePort } from '../../scripts/free-port.mjs';
import { DatabaseLine } from '../../test/database-line';
import { sql } from '../database';
import { env } from '../env';
import { Http } from './http';

let http: Http;
let port: number;
const pages = vi.fn((_request, response) => response.end('a page'));

beforeEach(async () => {
  port = await freePort();
  pages.mockClear();
  http = new Http((request, response) => pages(request, response));
  await http.listen({ ...env(), PORT: port, HOST: '127.0.0.1' });
});

afterEach(() => http.close());

const run = (text: string) => sql.rows({ text, values: [] });
const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

it('a page is 503 while the database is lost, and a page again once it is there', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const line = await DatabaseLine.open();
  expect((await ask('/settings/users')).status).toBe(200);
  await line.cut();
  const lost = await ask('/settings/users?search=secret');
  expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '5']);
  expect(lost.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-\S+'; frame-ancestors 'none'$/,
  );
  const shown = await lost.text();
  expect(shown).toContain('<h1>Muster is not available at the moment</h1>');
  expect(shown).toContain('<meta http-equiv="refresh" content="5">');
  expect(told.mock.calls.join()).not.toContain('secret');
  const signIn = await ask('/api/auth/callback/credentials', { method: 'POST' });
  expect([signIn.status, Object.keys(await signIn.json())]).toEqual([503, ['error']]);
  const head = await ask('/', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([503, '']);
  // What needs no database is answered as ever.
  for (const path of ['/_next/static/a.js', '/api/health', '/icon.svg'])
    expect((await ask(path)).status).toBe(200);
  await line.mend();
  expect(await (await ask('/settings/users')).text()).toBe('a page');
  await line.close();
  told.mockRestore();
});

it('/api/ready says whether the database is there and has the schema of this version, and no more', async () => {
  const ready = async (init?: RequestInit) => {
    const answer = await ask('/api/ready', init);
    return [answer.status, answer.headers.get('cache-control'), await answer.text()];
  };
  const schema = { status: 'unavailable', reason: 'The database has not the schema of this version.' };
  const lastOne = `migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`;
  await run(`UPDATE _prisma_migrations SET finished_at = NULL WHERE ${lastOne}`);
  expect(await ready()).toEqual([503, 'no-store', JSON.stringify(schema)]);
  await run('ALTER TABLE _prisma_migrations RENAME TO elsewhere');
  expect(await ready(), 'a database that is still empty').toEqual([503, 'no-store', JSON.stringify(schema)]);
  await run('ALTER TABLE elsewhere RENAME TO _prisma_migrations');
  await run('ALTER TABLE _prisma_migrations RENAME finished_at TO ended_at');
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const unknown = { status: 'unavailable', reason: 'This server can’t tell; its log says why.' };
  expect(await ready()).toEqual([503, 'no-store', JSON.stringify(unknown)]);
  expect(told.mock.calls.join()).toContain('finished_at');
  told.mockRestore();
  await run('ALTER TABLE _prisma_migrations RENAME ended_at TO finished_at');
  await run(`UPDATE _prisma_migrations SET finished_at = now() WHERE ${lastOne}`);
  expect(await ready()).toEqual([200, 'no-store', '{"status":"ok"}']);
  expect(await ready({ method: 'HEAD' })).toEqual([200, 'no-store', '']);
  const line = await DatabaseLine.open();
  await line.cut();
  const lost = { status: 'unavailable', reason: 'The database does not answer.' };
  expect(await ready()).toEqual([503, 'no-store', JSON.stringify(lost)]);
  await line.mend();
  expect((await ask('/api/ready')).status).toBe(200);
  expect(pages).not.toHaveBeenCalled();
  await line.close();
});

it('what is answered before Next has the headers of everything else', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const line = await DatabaseLine.open();
  await line.cut();
  const answers = await Promise.all(
    ['/settings', '/api/auth/session', '/api/ready'].map((path) => ask(path)),
  );
  await line.mend();
  for (const { url, headers } of [...answers, await ask('/api/ready')]) {
    const said = Object.fromEntries(headers);
    expect(said, url).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'$/),
    });
  }
  await line.close();
  told.mockRestore();
});

it('what Next would answer by itself, or fail at, has them, too', async () => {
  const traced = await new Promise<IncomingMessage>((done) => {
    request({ port, host: '127.0.0.1', path: '/sign-in', method: 'TRACE' }, done).end();
  });
  expect([traced.statusCode, traced.headers.allow]).toEqual([405, 'GET, HEAD, POST, PUT, PATCH, DELETE']);
  expect(traced.headers['x-frame-options']).toBe('DENY');
  traced.resume();
  expect(pages).not.toHaveBeenCalled();
  // Next redirects these before anything of ours is asked.
  for (const path of ['//evil.test/x', '/a//b'])
    expect((await ask(path)).headers.get('x-frame-options'), path).toBe('DENY');
  expect((await ask('/a?b=//c')).headers.get('x-frame-options')).toBeNull();
});

it('an answer that has begun when the server closes is sent to its end, and its connection ends with it', async () => {
  pages.mockImplementation(async (_request, response) => {
    response.write('begun, ');
    await new Promise((done) => setTimeout(done, 300));
    response.end('ended');
  });
  const agent = new Agent({ keepAlive: true });
  const [answer] = (await once(get({ port, host: '127.0.0.1', path: '/_next/slow', agent }), 'response')) as [
    IncomingMessage,
  ];
  const start = Date.now();
  const closed = http.close();
  await expect(ask('/api/health')).rejects.toThrow('fetch failed');
  expect(await text(answer)).toBe('begun, ended');
  await closed;
  // Its connection was promised to be kept: ten seconds would pass if it were waited for.
  expect(Date.now() - start).toBeLessThan(8_000);
  agent.destroy();
});
