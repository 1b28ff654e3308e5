// A client that sends twenty requests a second, whatever becomes of them: look-ups, reads, changes and new users.
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '../bench/connection.mjs';
import { summary } from '../bench/statistics.mjs';

const perSecond = 20;
const urn = 'urn:ietf:params:scim';

let made = 0;

/** The next request. Every tenth makes a user; the others are about the one that was made last. */
function next(i, last) {
  if (i % 10 === 0 || !last) {
    made += 1;
    const userName = `calm-${process.pid}-${made}@calm.test`;
    const body = { schemas: [`${urn}:schemas:core:2.0:User`], userName, name: { givenName: 'Ada' } };
    return { method: 'POST', path: '/Users', body };
  }
  if (i % 10 < 6)
    return { method: 'GET', path: `/Users?filter=${encodeURIComponent(`userName eq "${last.userName}"`)}` };
  if (i % 10 < 8) return { method: 'GET', path: `/Users/${last.id}` };
  const Operations = [{ op: 'replace', path: 'active', value: i % 20 < 10 }];
  const schemas = [`${urn}:api:messages:2.0:PatchOp`];
  return { method: 'PATCH', path: `/Users/${last.id}`, body: { schemas, Operations } };
}

/**
 * Sends for some seconds, and gives how long the answers took, counted from when each request was due.
 * @param {{ base: string, token: string }} target
 * @param {number} seconds
 */
export async function calmly({ base, token }, seconds) {
  /** @type {Connection[]} */
  const all = [];
  const free = [];
  const open = () => {
    const connection = new Connection(new URL(base), token);
    all.push(connection);
    return connection;
  };
  const durations = [];
  const running = [];
  let last;
  const start = performance.now();
  for (let i = 0; i < seconds * perSecond; i += 1) {
    const due = start + (i * 1000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    // Who is not answered yet does not keep the others waiting.
    const connection = free.shift() ?? open();
    const send = async () => {
      const { status, body } = await connection.send(next(i, last));
      durations.push(performance.now() - due);
      free.push(connection);
      if (status >= 300) throw new Error(`The calm client was answered ${status}: ${body}`);
      if (status === 201) last = JSON.parse(body.toString());
    };
    running.push(send());
  }
  await Promise.all(running);
  for (const connection of all) connection.end();
  return summary(durations);
}
