import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { answerWith, originForm, type WebHandler } from './node-http';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(handle: WebHandler): Promise<number> {
  server = createServer((incoming, outgoing) => {
    void answerWith(handle, incoming, outgoing, 'https://muster.test');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const echo: WebHandler = async (given) =>
  Response.json({
    method: given.method,
    url: given.url,
    type: given.headers.get('content-type'),
    body: await given.text(),
  });

async function ask(port: number, method: string, body?: string) {
  const response = await fetch(`http://127.0.0.1:${port}/scim/v2/Users?count=1`, { method, body });
  return { status: response.status, body: await response.json() };
}

test('a GET has no body, and its URL has the public origin', async () => {
  const port = await serve(echo);
  expect((await ask(port, 'GET')).body).toMatchObject({
    method: 'GET',
    url: 'https://muster.test/scim/v2/Users?count=1',
    body: '',
  });
});

test.each([
  ['a short body', 'grüße'],
  ['one that is longer than is buffered', 'ü'.repeat(2 * 1024 * 1024)],
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

test('a DELETE without a body has none, and 204 sends none', async () => {
  const port = await serve(async (given) => new Response(null, { status: given.body === null ? 204 : 500 }));
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'DELETE' });
  expect([response.status, await response.text()]).toEqual([204, '']);
});

test('repeated headers pass in both directions', async () => {
  const port = await serve(async (given) => {
    const headers = new Headers({ 'x-seen': given.headers.get('x-many') ?? '' });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    return new Response('', { headers });
  });
  const client = request({ port, path: '/', headers: { 'x-many': ['1', '2'] } }).end();
  const [response] = await once(client, 'response');
  expect(response.headers['x-seen']).toBe('1, 2');
  expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  response.resume();
});

test('HEAD tells the length and sends nothing', async () => {
  const port = await serve(async () => new Response('seven77'));
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('7');
  expect(await response.text()).toBe('');
});

test('the connection can be used again after a body that the handler did not read', async () => {
  const port = await serve(async () => new Response('refused', { status: 413 }));
  for (let n = 0; n < 3; n += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: 'x'.repeat(3 * 1024 * 1024),
    });
    expect([response.status, await response.text()]).toEqual([413, 'refused']);
  }
});

/** Sends `head` as it is and returns the status line of the answer. */
async function raw(port: number, head: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`${head}\r\nHost: a\r\nConnection: close\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0] ?? '';
}

test('a path that looks like another host stays a path', async () => {
  const port = await serve(async (given) => new Response(null, { status: 200, headers: { at: given.url } }));
  const socket = connect(port, '127.0.0.1');
  socket.end('GET //evil.test/scim HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(await text(socket)).toContain('at: https://muster.test//evil.test/scim');
});

test.each(['TRACE / HTTP/1.1', 'GET * HTTP/1.1'])('%s answers 400', async (head) => {
  expect(await raw(await serve(echo), head)).toBe('HTTP/1.1 400 Bad Request');
});

test('a client that leaves in the middle of its body disturbs nobody', async () => {
  const port = await serve(echo);
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
  await once(socket, 'ready');
  socket.destroy();
  expect((await ask(port, 'POST', 'next')).body.body).toBe('next');
});

test.each([
  ['/scim/v2/Users?count=1', '/scim/v2/Users?count=1'],
  ['http://localhost:3000/scim/v2/Users?count=1', '/scim/v2/Users?count=1'],
  ['HTTPS://muster.test', '/'],
  ['//elsewhere.test/', '//elsewhere.test/'],
  ['*', undefined],
  ['muster.test:443', undefined],
  ['http://[', undefined],
  ['', undefined],
  [undefined, undefined],
])('the target %s means the path %s', (target, path) => {
  expect(originForm(target)).toBe(path);
});

test('a target may be a whole address', async () => {
  const port = await serve(echo);
  const client = request({ port, path: 'http://elsewhere.test/scim/v2/Users?count=1' }).end();
  const [response] = await once(client, 'response');
  expect(JSON.parse(await text(response)).url).toBe('https://muster.test/scim/v2/Users?count=1');
});
