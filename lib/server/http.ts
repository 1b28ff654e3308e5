import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { tellAddress } from '../client-address';
import { DatabaseUnavailable, databaseAnswers } from '../database';
import type { Env } from '../env';
import { log } from '../log';
import { originForm } from '../origin-form';
import { isForScim, serveScim } from '../scim-api';
import { dataHeaders } from '../security-headers';
import { tracer } from '../trace';
import type { Metrics } from './metrics';
import { answerReady } from './ready';
import { requestSpan } from './request-span';
import { scimRoute } from './route-template';
import { clientLimits, refuseClient } from './slow-clients';
import { StartError } from './start-error';
import { sayUnavailable } from './unavailable-page';

/** How long requests that run when the server is told to stop may still take, in milliseconds. */
const lastRequests = 10_000;

/**
 * What needs the database before Next sees it, and is refused without: pages, which could only fail half rendered, and
 * sign-in. The JSON routes say by themselves that it is not there; files and /api/health need none.
 */
const needsDatabase = (url: string) => !/^\/(?:_next|api(?!\/auth\/)|icon)(?:[/.?]|$)/.test(url);

/** Answers on their way when a server closes end their connections: a busy client would never let go of its own. */
function closingResponse(isClosing: () => boolean) {
  return class<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    /** The headers that were sent with the status. */
    sent: Readonly<Record<string, unknown>> | undefined;

    override writeHead(...head: [number, ...never[]]): this {
      this.sent = head.at(-1) as unknown as typeof this.sent;
      if (isClosing()) this.shouldKeepAlive = false;
      return super.writeHead(...head);
    }
  };
}

type Outgoing = Parameters<RequestListener>[1];

/** The answer with the headers that `proxy.ts` gives those of Next: what is answered here never gets there. */
function secured(response: Outgoing): Outgoing {
  return response.setHeaders(new Map(Object.entries(dataHeaders())));
}

/** Methods that no Web request can have: Next would fail at them. */
const unknownToNext = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** An address that Next redirects to its one form before `proxy.ts` is asked. */
const isRedirected = (url: string) => /^[^?]*(?:\\|\/\/)/.test(url);

/** How requests are watched; not at all, unless somebody asked for it. */
export interface Watch {
  readonly metrics?: Metrics;
  /** The route of a page, by its address. */
  readonly routeOf?: (url: string) => string;
  /** Answers /api/metrics. */
  readonly answer?: (request: IncomingMessage, response: Outgoing) => Promise<void>;
}

/** An HTTP server that answers SCIM requests itself and hands all others to `handlePages`. */
export class Http {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly handlePages: RequestListener,
    private readonly watch: Watch = {},
  ) {
    const options = { ...clientLimits, ServerResponse: closingResponse(() => !this.server.listening) };
    this.server = createServer(options, (request, response) => {
      const url = originForm(request.url);
      request.url = url;
      if (url === undefined) secured(response).writeHead(400).end();
      else if (/^\/api\/ready(?:\?|$)/.test(url)) void answerReady(secured(response));
      else if (watch.answer && /^\/api\/metrics(?:\?|$)/.test(url))
        void watch.answer(request, secured(response));
      else if (isForScim(url, request.headers.authorization)) void this.scim(request, response, url);
      else this.page(request, response, url);
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

  private scim(request: IncomingMessage, response: Outgoing, url: string): Promise<void> {
    const { metrics } = this.watch;
    const trace = tracer();
    if (!metrics && !trace) return serveScim(request, response, url);
    const route = scimRoute(url);
    metrics?.observe('scim', route, request, response);
    const serve = () => serveScim(request, response, url);
    return trace ? trace(requestSpan(route, request, response), serve) : serve();
  }

  private page(request: IncomingMessage, response: Outgoing, url: string): void {
    const { metrics, routeOf } = this.watch;
    if (metrics && routeOf) metrics.observe('pages', routeOf(url), request, response);
    if (unknownToNext.has(request.method ?? ''))
      return void secured(response).writeHead(405, { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' }).end();
    if (isRedirected(url)) secured(response);
    tellAddress(request);
    if (needsDatabase(url)) void this.withDatabase(request, response);
    else this.handlePages(request, response);
  }

  private async withDatabase(request: IncomingMessage, response: Outgoing): Promise<void> {
    try {
      await databaseAnswers();
    } catch (error) {
      const why = error instanceof DatabaseUnavailable ? { reason: error.message } : { err: error };
      log.error('A page could not be shown.', {
        method: request.method,
        path: request.url?.split('?')[0],
        ...why,
      });
      return sayUnavailable(secured(response), request.url?.startsWith('/api/') === true);
    }
    this.handlePages(request, response);
  }

  /** Takes no more connections, and settles when what runs has ended: after ten seconds it is cut off. */
  async close(): Promise<void> {
    const ended = new Promise<void>((done) => this.server.close(() => done()));
    this.server.closeIdleConnections();
    // Browsers open connections that they may use later.
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
    // An answer that had begun before has promised to keep its connection.
    const sweep = setInterval(() => this.server.closeIdleConnections(), 100);
    const patience = setTimeout(() => this.server.closeAllConnections(), lastRequests);
    await ended;
    clearInterval(sweep);
    clearTimeout(patience);
  }
}
