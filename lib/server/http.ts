import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tellAddress } from '../client-address';
import type { Env } from '../env';
import { originForm } from '../origin-form';
import { isForScim, serveScim } from '../scim-api';
import { clientLimits, refuseClient } from './slow-clients';
import { StartError } from './start-error';

/** How long requests that run when the server is told to stop may still take, in milliseconds. */
const lastRequests = 10_000;

/** Answers on their way when a server closes end their connections: a busy client would never let go of its own. */
function closingResponse(isClosing: () => boolean) {
  return class extends ServerResponse {
    override writeHead(...head: [number, ...never[]]): this {
      if (isClosing()) this.shouldKeepAlive = false;
      return super.writeHead(...head);
    }
  };
}

/** An HTTP server that answers SCIM requests itself and hands all others to `handlePages`. */
export class Http {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(handlePages: RequestListener) {
    const options = { ...clientLimits, ServerResponse: closingResponse(() => !this.server.listening) };
    this.server = createServer(options, (request, response) => {
      request.url = originForm(request.url);
      if (request.url === undefined) response.writeHead(400).end();
      else if (isForScim(request.url, request.headers.authorization))
        void serveScim(request, response, request.url);
      else {
        tellAddress(request);
        handlePages(request, response);
      }
    });
    this.server.on('clientError', (error, socket) => refuseClient(error, socket as Socket));
    // Longer than the minute that load balancers keep an idle connection, so that they end it, not we.
    this.server.keepAliveTimeout = 65_000;
    // Next would take over connections that ask to be upgraded, and close them: none is, and the request is answered.
    this.server.on('newListener', (event) => {
      if (event === 'upgrade') setImmediate(() => this.server.removeAllListeners('upgrade'));
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** Listens where the environment says. @throws StartError where it can't */
  listen({ PORT, HOST }: Env): Promise<void> {
    return new Promise((done, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => {
        const message = {
          EADDRINUSE: `Port ${PORT} is in use by another program. Stop it, or choose another port: PORT=${PORT + 1}.`,
          EACCES: `Port ${PORT} is reserved for the system. Choose one above 1023: PORT=3000.`,
          EADDRNOTAVAIL: `HOST=${HOST} is no address of this machine. Change HOST, or unset it for all addresses.`,
        }[error.code ?? ''];
        reject(message ? new StartError(message) : error);
      });
      this.server.listen(PORT, HOST, done);
    });
  }

  /** Takes no more connections, and settles when what runs has ended: after ten seconds it is cut off. */
  async close(): Promise<void> {
    const ended = new Promise<void>((done) => this.server.close(() => done()));
    this.server.closeIdleConnections();
    // Browsers open connections that they may use later.
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
    const patience = setTimeout(() => this.server.closeAllConnections(), lastRequests);
    await ended;
    clearTimeout(patience);
  }
}
