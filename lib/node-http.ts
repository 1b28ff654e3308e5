import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Bodies up to this length (bytes, as declared) are read before the handler is called; longer ones stream. */
const bufferedLength = 1024 * 1024;

/** A function from a Web request to its answer. */
export type WebHandler = (request: Request) => Promise<Response>;

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
    const request = await webRequest(incoming, origin);
    await send(request ? await handle(request) : new Response(null, { status: 400 }), incoming, outgoing);
  } catch (error) {
    // A client that left while it was sending is no fault of ours.
    if (incoming.destroyed && !incoming.complete) return;
    console.error('A request could not be answered:', error);
    if (!outgoing.headersSent) outgoing.writeHead(500);
    outgoing.end();
  }
}

async function webRequest(incoming: IncomingMessage, origin: string): Promise<Request | undefined> {
  const method = incoming.method ?? 'GET';
  const path = incoming.url ?? '/';
  // A target in absolute form, or a method that the Fetch standard forbids (TRACE).
  if (!path.startsWith('/') || method === 'TRACE' || method === 'TRACK' || method === 'CONNECT')
    return undefined;
  const init: RequestInit & { duplex?: 'half' } = { method, headers: headersOf(incoming) };
  if (method !== 'GET' && method !== 'HEAD') {
    init.body = await bodyOf(incoming);
    if (init.body instanceof ReadableStream) init.duplex = 'half';
  }
  try {
    return new Request(origin + path, init);
  } catch {
    return undefined;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}

async function bodyOf(incoming: IncomingMessage): Promise<BodyInit | null> {
  const declared = incoming.headers['content-length'];
  const chunked = incoming.headers['transfer-encoding'] !== undefined;
  if (!chunked && (declared === undefined || declared === '0')) return null;
  if (chunked || Number(declared) > bufferedLength)
    return Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return chunks.length === 1 && chunks[0]
    ? Uint8Array.from(chunks[0])
    : Uint8Array.from(Buffer.concat(chunks));
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
  // What was not read of a refused body would be taken for the next request.
  if (!incoming.complete) incoming.resume();
}
