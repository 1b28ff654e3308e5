import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activities, connectedTenant, type ScimClient, user } from '../../../test/scim';
import { serveScim } from './node-door';

const prefix = '/scim/v2';
let acme: ScimClient;
let server: Server;
let port = 0;

beforeAll(async () => {
  acme = await connectedTenant();
  server = createServer((incoming, outgoing) => {
    void serveScim(incoming, outgoing, incoming.url ?? '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a request of which the body's last bytes may be missing. */
function begun(userName: string, missing: number): Socket {
  const body = JSON.stringify(user(userName));
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const headers = `Host: x\r\nAuthorization: Bearer ${acme.apiKey}\r\nContent-Type: application/scim+json`;
  socket.write(`POST ${prefix}/Users HTTP/1.1\r\n${headers}\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body.slice(0, body.length - missing));
  return socket;
}

function asking(filter: string): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const target = `${prefix}/Users?filter=${encodeURIComponent(filter)}`;
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${acme.apiKey}\r\n\r\n`);
  return socket;
}

async function names(): Promise<string[]> {
  const { body } = await acme.send('GET /Users?attributes=userName&sortBy=userName');
  return body.Resources.map(({ userName }: { userName: string }) => userName);
}

it('nothing is done for a client that left while it waited for its turn', async () => {
  const turns = Math.max(2, availableParallelism());
  const slow = Array.from({ length: turns }, (_, i) => begun(`slow${i}`, 1));
  await sleep(300);
  const leaving = Array.from({ length: turns + 1 }, (_, i) => begun(`leaves${i}`, 0));
  const stays = begun('stays', 0);
  const asks = asking('badge pr');
  await sleep(300);
  asks.destroy();
  for (const socket of leaving) socket.destroy();
  await sleep(100);
  for (const socket of slow) socket.write('}');
  const [answer] = await once(stays, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 201 /);
  await Promise.all(slow.map((socket) => socket.destroyed || socket.bytesRead > 0 || once(socket, 'data')));
  expect(await names()).toEqual([...slow.map((_, i) => `slow${i}`), 'stays']);
  // A name in a filter that means nothing is told where the list was asked for.
  const told = (await activities(acme.tenantId)).map(({ action }) => action);
  expect(told).not.toContain('request.unknown-attribute');
});
