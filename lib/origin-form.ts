import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bodies up to this length (bytes, as declared) are read before the handler is called; longer ones stream. */
const bufferedLength = 1024 * 1024;

/** How much of a body that the handler refused unread is taken in, so that the client gets to read the answer. */
const drainedLength = 16 * 1024 * 1024;

/** A function from a Web request to its answer. */
export type WebHandler = (request: Request) => Promise<Response>;

/**
 * The path and query that a request's target means, or undefined where it means none: a target may also be a whole
 * address (RFC 9112 §3.2.2), or `*`.
 */
export function originForm(target: string | undefined): string | undefined {
  if (target?.startsWith('/')) return target;
  if (!target || !URL.canParse(target)) return undefined;
  const { protocol, pathname, search } = new URL(target);
  return /^https?:$/.test(protocol) ? pathname + search : undefined;
}

/**
 * Answers a request of `node:http` with a Web handler. A request that is no HTTP a handler could be given
 * answers 400; an error of the handler, who catches its own, 500.
 * @param origin scheme and host that the request's URL gets, such as https://muster.example.com
 */
export async function answerWith(
  handle: WebHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origin: string,
): Promise<void> {
  try {
    const body = await bodyOf(incoming);
    const request = webRequest(incoming, origin, body.content);
    await send(request ? await handle(request) : new Response(null, { status: 400 }), incoming, outgoing);
    if (incoming.complete) return;
    body.abandon();
    drain(incoming);
  } catch (error) {
    // A client that left while it was sending is no fault of ours.
    if (incoming.destroyed && !incoming.complete) return;
    console.error('A request could not be answered:', error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
}

function webRequest(incoming: IncomingMessage, origin: string, body: Body['content']): Request | undefined {
  const method = incoming.method ?? 'GET';
  const path = originForm(incoming.url);
  if (path === undefined) return undefined;
  const init: RequestInit & { duplex?: 'half' } = { method, headers: headersOf(incoming), body };
  if (body instanceof ReadableStream) init.duplex = 'half';
  try {
    return new Request(origin + path, init);
  } catch {
    // A method that the Fetch standard forbids, such as TRACE.
    return undefined;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}

/** A request's body as a Web request takes it. */
interface Body {
  readonly content: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** Lets go of what has not been read. */
  readonly abandon: () => void;
}

async function bodyOf(incoming: IncomingMessage): Promise<Body> {
  const whole = (content: Uint8Array<ArrayBuffer> | null): Body => ({ content, abandon: () => {} });
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return whole(null);
  const declared = incoming.headers['content-length'];
  const chunked = incoming.headers['transfer-encoding'] !== undefined;
  if (!chunked && (declared === undefined || declared === '0')) return whole(null);
  if (chunked || Number(declared) > bufferedLength) return streamed(incoming);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return whole(Uint8Array.from(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

/** The body as it arrives, no faster than it is read. */
function streamed(incoming: IncomingMessage): Body {
  let wanted = true;
  const end = (tell: () => void) => {
    if (wanted) tell();
    wanted = false;
  };
  const abandon = () => end(() => {});
  const content = new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => {
        if (!wanted) return;
        controller.enqueue(Uint8Array.from(chunk));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once('end', () => end(() => controller.close()));
      incoming.once('error', (error) => end(() => controller.error(error)));
      incoming.pause();
    },
    pull: () => void incoming.resume(),
    cancel: abandon,
  });
  return { content, abandon };
}

/** Reads and forgets the rest of a body: left there, it would be taken for the connection's next request. */
function drain(incoming: IncomingMessage): void {
  let left = drainedLength;
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) incoming.destroy();
  });
  incoming.resume();
}

async function send(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = response.body === null ? undefined : Buffer.from(await response.arrayBuffer());
  if (outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (incoming.method === 'HEAD' && body) {
    outgoing.setHeader('content-length', body.length);
    outgoing.end();
  } else outgoing.end(body);
}
