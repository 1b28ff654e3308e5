import type { IncomingMessage, ServerResponse } from 'node:http';
import { incomingAddress } from '../../client-address';
import { log } from '../../log';
import { ClientLeft, type ScimAnswer, type ScimRequest } from '../messages/exchange';
import { answerScim } from './answer-scim';

/** How much of a body that was refused unread is taken in, in bytes, so that the client gets to read the answer. */
const drainedLength = 16 * 1024 * 1024;

/** Something that answers requests to the SCIM service. */
export type Answerer = (request: ScimRequest) => Promise<ScimAnswer>;

/**
 * Answers a request to the SCIM service (RFC 7644) on `node:http`, without the cost of a Web request and response.
 * @param target the path and query that the request's target means
 */
export async function serveScim(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  answer: Answerer = answerScim,
): Promise<void> {
  try {
    await send(await answer(scimRequest(incoming, target)), incoming, outgoing);
    if (!incoming.complete) drain(incoming);
  } catch (error) {
    // A client that left is no fault of ours.
    if (outgoing.destroyed || (incoming.destroyed && !incoming.complete)) return;
    log.error('A request could not be answered.', { err: error });
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500).end();
  }
}

function scimRequest(incoming: IncomingMessage, target: string): ScimRequest {
  const mark = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    address: incomingAddress(incoming),
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    bytes: (most) => bytesOf(incoming, most),
    left: () => incoming.socket.destroyed,
  };
}

function bytesOf(incoming: IncomingMessage, most: number): Promise<Uint8Array | undefined> {
  return new Promise((done, reject) => {
    // Even where all of it had come: what is left of it is never given out, and nothing would end the wait for it.
    if (incoming.destroyed) return reject(new ClientLeft('The client left.'));
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Uint8Array | undefined) => {
      incoming.off('data', take).off('end', whole).off('error', left).off('close', whole);
      done(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= most) return;
      incoming.pause();
      end(undefined);
    };
    const left = () => reject(new ClientLeft('The client left before it had sent its body.'));
    const whole = () => {
      if (!incoming.complete) return left();
      const [only = Buffer.alloc(0)] = chunks;
      end(chunks.length > 1 ? Buffer.concat(chunks, size) : only);
    };
    incoming.on('data', take).once('end', whole).once('error', left).once('close', whole);
  });
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

async function send(
  { status, headers, body }: ScimAnswer,
  { method }: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (typeof body === 'object') {
    outgoing.writeHead(status, headers);
    if (method !== 'HEAD') for await (const part of body) await write(outgoing, part);
    outgoing.end();
    return;
  }
  if (body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(body));
  outgoing.writeHead(status, headers);
  outgoing.end(method === 'HEAD' ? undefined : body);
}

/** Writes a part of a body, no faster than the client takes it. */
async function write(outgoing: ServerResponse, part: string): Promise<void> {
  if (outgoing.destroyed) throw new Error('The client left before it had read the answer.');
  if (outgoing.write(part)) return;
  await new Promise<void>((done) => {
    const go = () => {
      outgoing.off('drain', go).off('close', go);
      done();
    };
    outgoing.on('drain', go).on('close', go);
  });
}
