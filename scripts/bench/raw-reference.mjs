// The raw reference: the least a Node process can do and still answer the benchmark rightly. node:http and pg, one
// statement a request, a JSONB row; no schema, no filters beyond the two that are asked, no history. It stands for
// the ceiling of this machine with this PostgreSQL. PORT, TOKEN, DATABASE_URL and WORKERS are its settings.
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import pg from 'pg';
import { handleGroups } from './raw-groups.mjs';
import { createTables, problem } from './raw-store.mjs';
import { handleUsers } from './raw-users.mjs';

const { PORT = '28306', TOKEN = 'secret', DATABASE_URL, WORKERS = '1' } = process.env;

const handlers = { Users: handleUsers, Groups: handleGroups };

async function answerTo(store, request, body) {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return problem(401, 'no');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://raw');
  const [, , , type = '', id] = pathname.split('/');
  const handle = handlers[type];
  return (
    (await handle?.(store, { method: request.method, id, searchParams, body })) ?? problem(404, 'no endpoint')
  );
}

function send(response, [status, resource, location]) {
  if (status === 204) return response.writeHead(204).end();
  const text = JSON.stringify(resource);
  response.writeHead(status, {
    'content-type': 'application/scim+json',
    'content-length': Buffer.byteLength(text),
    ...(location ? { location } : {}),
  });
  response.end(text);
}

function serve(store) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined;
      const answer = answerTo(store, request, body).catch((error) => problem(500, error.message));
      send(response, await answer);
    });
  });
  server.keepAliveTimeout = 65_000;
  server.listen(Number(PORT), '127.0.0.1');
  return server;
}

/** Ends with whoever started it, and tells when it listens. */
function attach() {
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}

async function main() {
  const db = new pg.Pool({ connectionString: DATABASE_URL, max: 16 });
  const store = {
    base: `http://127.0.0.1:${PORT}/scim/v2`,
    query: (name, text, values) => db.query({ name, text, values }),
  };
  if (cluster.isWorker) return serve(store);
  await createTables(store);
  if (Number(WORKERS) <= 1) return serve(store).on('listening', attach);
  await db.end();
  let left = Number(WORKERS);
  cluster.on('listening', () => {
    left -= 1;
    if (left === 0) attach();
  });
  for (let i = left; i > 0; i -= 1) cluster.fork();
}

await main();
