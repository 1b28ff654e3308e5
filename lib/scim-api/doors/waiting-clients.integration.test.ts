import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activities, connectedTenant, made, patchOp, type ScimClient, user } from '../../../test/scim';
import { transaction } from '../../database';
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
function begun(line: string, content: unknown, missing = 0): Socket {
  const body = JSON.stringify(content);
  const [method, path] = line.split(' ');
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const headers = `Host: x\r\nAuthorization: Bearer ${acme.apiKey}\r\nContent-Type: application/scim+json`;
  socket.write(`${method} ${prefix}${path} HTTP/1.1\r\n${headers}\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body.slice(0, body.length - missing));
  return socket;
}

const turns = Math.max(2, availableParallelism());

/** Has as many requests as have a turn wait for somebody's lock; gives what ends the wait. */
async function turnsTaken(): Promise<() => Promise<void>> {
  const { id } = await made(acme, user('held'));
  let release = () => {};
  const locked = new Promise<void>((held) => {
    void transaction(async (tx) => {
      await tx.rows({ text: 'SELECT FROM users WHERE id = $1 FOR UPDATE', values: [id] });
      held();
      await new Promise<void>((over) => {
        release = over;
      });
    });
  });
  await locked;
  const change = patchOp({ op: 'replace', path: 'title', value: 'x' });
  const waiting = Array.from({ length: turns }, () => begun(`PATCH /Users/${id}`, change));
  await sleep(300);
  return async () => {
    release();
    await Promise.all(waiting.map((socket) => socket.bytesRead > 0 || once(socket, 'data')));
  };
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
  const goOn = await turnsTaken();
  const leaving = Array.from({ length: turns + 1 }, (_, i) => begun('POST /Users', user(`leaves${i}`)));
  const stays = begun('POST /Users', user('stays'));
  const asks = asking('badge pr');
  await sleep(300);
  asks.destroy();
  for (const socket of leaving) socket.destroy();
  await sleep(100);
  await goOn();
  const [answer] = await once(stays, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 201 /);
  expect(await names()).toEqual(['held', 'stays']);
  // A name in a filter that means nothing is told where the list was asked for.
  const told = (await activities(acme.tenantId)).map(({ action }) => action);
  expect(told).not.toContain('request.unknown-attribute');
});

it('a body that does not come to its end keeps no other request from its turn', async () => {
  const stalled = Array.from({ length: turns + 1 }, (_, i) => begun('POST /Users', user(`stalled${i}`), 1));
  await sleep(300);
  const [answer] = await once(begun('POST /Users', user('quick')), 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 201 /);
  expect(await names()).toContain('quick');
  for (const socket of stalled) socket.write('}');
  await Promise.all(stalled.map((socket) => socket.bytesRead > 0 || once(socket, 'data')));
  const all = await names();
  expect(all).toEqual(expect.arrayContaining(stalled.map((_, i) => `stalled${i}`)));
});

it('bodies that do not come keep those that bring one waiting, and nobody else', async () => {
  const stalled = Array.from({ length: 8 }, (_, i) => begun('POST /Users', user(`many${i}`), 1));
  await sleep(300);
  const next = begun('POST /Users', user('ninth'));
  await sleep(300);
  expect(await names()).not.toContain('ninth');
  stalled[0]?.destroy();
  const [answer] = await once(next, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 201 /);
  for (const socket of stalled) socket.destroy();
});
