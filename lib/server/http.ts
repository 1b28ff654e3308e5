import { createServer, type RequestListener, type Server } from 'node:http';
import { type Env, env } from '../env';
import { answerWith, originForm } from '../node-http';
import { handleScim } from '../scim-api';
import { StartError } from './start-error';

/** How long requests that run when the server is told to stop may still take, in milliseconds. */
const lastRequests = 10_000;

/** Every version of SCIM: the service itself says which one it speaks. */
const isScim = (url: string) => /^\/scim\/v\d[^/?]*(?:[/?]|$)/i.test(url);

/** An HTTP server that answers SCIM requests itself and hands all others to `handlePages`. */
export function createHttp(handlePages: RequestListener): Server {
  const { origin } = new URL(env().MUSTER_URL);
  const http = createServer((request, response) => {
    // A client that keeps its connection busy would never let go of it.
    if (!http.listening) response.setHeader('connection', 'close');
    request.url = originForm(request.url);
    if (request.url === undefined) response.writeHead(400).end();
    else if (isScim(request.url)) void answerWith(handleScim, request, response, origin);
    else handlePages(request, response);
  });
  // Longer than the minute that load balancers keep an idle connection, so that they end it, not we.
  http.keepAliveTimeout = 65_000;
  return http;
}

/** Listens where the environment says. @throws StartError where it can't */
export function listen(http: Server, { PORT, HOST }: Env): Promise<void> {
  return new Promise((done, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const message = {
        EADDRINUSE: `Port ${PORT} is in use by another program. Stop it, or choose another port: PORT=${PORT + 1}.`,
        EACCES: `Port ${PORT} is reserved for the system. Choose one above 1023: PORT=3000.`,
        EADDRNOTAVAIL: `HOST=${HOST} is no address of this machine. Change HOST, or unset it for all addresses.`,
      }[error.code ?? ''];
      reject(message ? new StartError(message) : error);
    });
    http.listen(PORT, HOST, done);
  });
}

/** Takes no more connections, and settles when what runs has ended: after ten seconds it is cut off. */
export async function close(http: Server): Promise<void> {
  const ended = new Promise<void>((done) => http.close(() => done()));
  http.closeIdleConnections();
  const patience = setTimeout(() => http.closeAllConnections(), lastRequests);
  await ended;
  clearTimeout(patience);
}
