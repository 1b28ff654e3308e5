// A client that sends as fast as it is answered, on many connections, in a process of its own.
import { Connection } from '../bench/connection.mjs';

let stopped = false;
/** How often each status was answered. */
const statuses = {};

async function send(connection, i) {
  for (let n = 0; !stopped; n += 1) {
    const userName = `flood-${i}-${n}@busy.test`;
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName };
    const { status } = await connection.send({ method: 'POST', path: '/Users', body });
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  connection.end();
}

function start({ base, token, connections }) {
  const all = Array.from({ length: connections }, (_, i) => send(new Connection(new URL(base), token), i));
  process.send?.('started');
  return Promise.all(all);
}

process.on('message', (message) => {
  if (message === 'stop') stopped = true;
  else
    start(message).then(
      () => process.send?.(statuses, () => process.exit()),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
});
