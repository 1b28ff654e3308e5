import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import type { ScimAnswer, ScimRequest } from '../messages/exchange';
import { type Answerer, serveScim } from './node-door';

let server: Server | undefined;

afterEach(() => {
  vi.restoreAllMocks();
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: Answerer): Promise<number> {
  server = createServer((incoming, outgoing) => {
    void serveScim(incoming, outgoing, incoming.url ?? '', answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const json = (body: unknown): ScimAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const echo: Answerer = async ({ method, path, query, header, bytes }) =>
  json({
    method,
    path,
    query,
    type: header('content-type'),
    body: Buffer.from((await bytes(4 * 1024 * 1024)) ?? []).toString(),
  });

async function ask(port: number, method: string, body?: string) {
  const response = await fetch(`http://127.0.0.1:${port}/scim/v2/Users?count=1`, { method, body });
  return { status: response.status, body: await response.json() };
}

test('a GET has no body', async () => {
  const port = await serve(echo);
  expect((await ask(port, 'GET')).body).toEqual({
    method: 'GET',
    path: '/scim/v2/Users',
    query: 'count=1',
    body: '',
  });
});

test.each([
  ['a short body', 'grüße'],
  ['one of many packets', 'ü'.repeat(2 * 1024 * 1024)],
])('%s arrives whole', async (_, body) => {
  const port = await serve(echo);
  expect((await ask(port, 'POST', body)).body.body === body).toBe(true);
});

test('a body of unknown length arrives whole', async () => {
  const port = await serve(echo);
  const client = request({ port, method: 'PUT', path: '/' });
  client.write('one ');
  client.end('two');
  const [response] = await once(client, 'response');
  expect(JSON.parse(await text(response)).body).toBe('one two');
});

test('a 204 sends no body and no length', async () => {
  const port = await serve(async () => ({ status: 204, headers: { ETag: 'W/"1"' } }));
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'DELETE' });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(response.headers.get('etag')).toBe('W/"1"');
  expect(response.headers.has('content-length')).toBe(false);
});

test('HEAD tells the length and sends nothing', async () => {
  const port = await serve(async () => ({ status: 200, headers: {}, body: 'sieben ü' }));
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('9');
  expect(await response.text()).toBe('');
});

async function* parts(count: number, size = 3) {
  for (let n = 0; n < count; n += 1) yield String(n % 10).repeat(size);
}

test('an answer in parts arrives in their order', async () => {
  const port = await serve(async () => ({ status: 200, headers: {}, body: parts(4) }));
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('000111222333');
});

test('parts are made no faster than the client reads them', async () => {
  let made = 0;
  async function* counted() {
    for await (const part of parts(1000, 256 * 1024)) {
      made += 1;
      yield part;
    }
  }
  const port = await serve(async () => ({ status: 200, headers: {}, body: counted() }));
  const client = request({ port, path: '/' }).end();
  const [response] = await once(client, 'response');
  await new Promise((done) => setTimeout(done, 300));
  expect(made).toBeLessThan(500);
  let length = 0;
  for await (const chunk of response) length += chunk.length;
  expect([made, length]).toEqual([1000, 1000 * 256 * 1024]);
});

test('an answer that breaks off is not taken for a whole one', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  async function* broken() {
    yield 'half';
    throw new Error('The database was lost.');
  }
  const port = await serve(async () => ({ status: 200, headers: {}, body: broken() }));
  const read = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
  await expect(read).rejects.toThrow();
});

test('what goes wrong before an answer is 500, without its inside', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const port = await serve(() => Promise.reject(new Error('secret')));
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(log).toHaveBeenCalledOnce();
});

test('the connection can be used again after a body that was not read', async () => {
  const port = await serve(async () => ({ status: 413, headers: {}, body: 'refused' }));
  for (let n = 0; n < 3; n += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: 'x'.repeat(3 * 1024 * 1024),
    });
    expect([response.status, await response.text()]).toEqual([413, 'refused']);
  }
});

test('a body beyond the bound is not read further, and the connection goes on', async () => {
  const port = await serve(async ({ bytes }) => json({ read: (await bytes(10)) !== undefined }));
  expect((await ask(port, 'POST', 'x'.repeat(3 * 1024 * 1024))).body).toEqual({ read: false });
  expect((await ask(port, 'POST', 'x'.repeat(10))).body).toEqual({ read: true });
});

test('repeated headers are joined', async () => {
  const port = await serve(async ({ header }) => json({ seen: header('if-match') }));
  const client = request({ port, path: '/', headers: { 'If-Match': ['"1"', '"2"'] } }).end();
  const [response] = await once(client, 'response');
  expect(JSON.parse(await text(response)).seen).toBe('"1", "2"');
});

test('a client that leaves in the middle of its body disturbs nobody', async () => {
  const port = await serve(echo);
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
  await once(socket, 'ready');
  socket.destroy();
  expect((await ask(port, 'POST', 'next')).body.body).toBe('next');
});

test('a connection that was closed is seen at once, before its events', async () => {
  let asks: ScimRequest | undefined;
  const port = await serve(async (one) => {
    asks = one;
    return new Promise(() => {});
  });
  connect(port, '127.0.0.1').write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await expect.poll(() => asks?.left?.()).toBe(false);
  server?.closeAllConnections();
  expect(asks?.left?.()).toBe(true);
});
