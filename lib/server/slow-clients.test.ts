import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientLimits, refuseClient } from './slow-clients';

let server: Server;

/** A server with these limits, but for the times: a test does not wait for so long. */
beforeEach(async () => {
  const times = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 };
  server = createServer({ ...clientLimits, ...times }, (_, response) => response.end('fine'));
  server.on('clientError', refuseClient);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** What comes back for these bytes, until the connection is closed. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const head = 'GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\n';

it.each([
  ['headers that never end', head, 408, '20 seconds'],
  ['a body that never ends', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`, 408, '60'],
  ['headers that are too large', `${head}X: ${'x'.repeat(40_000)}\r\n\r\n`, 431, '32768 bytes'],
  ['what is no HTTP', 'hello\r\n\r\n', 400, 'no HTTP'],
])('%s: refused by a SCIM Error that says the limit', async (_, bytes, status, limit) => {
  const answer = await answerTo(bytes);
  // A request whose body does not come was handed on, and may be answered before.
  const [, ...refusal] = answer.split(/(?=HTTP\/1\.1 \d{3} )/).slice(-2);
  const [first = '', body = ''] = (refusal.at(-1) ?? answer).split('\r\n\r\n');
  expect(first).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(first).toMatch(/^X-Content-Type-Options: nosniff\r?$/m);
  expect(JSON.parse(body)).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
  });
  expect(body).toContain(limit);
});
