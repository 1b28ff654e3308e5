import { requestAddress } from '../../client-address';
import type { ScimAnswer, ScimRequest } from '../messages/exchange';
import { answerScim } from './answer-scim';

/** Answers a request to the SCIM service (RFC 7644) in any host of Web handlers, such as Next. */
export async function handleScim(request: Request): Promise<Response> {
  return webResponse(await answerScim(scimRequest(request)));
}

function scimRequest(request: Request): ScimRequest {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    address: requestAddress(request.headers),
    header: (name) => request.headers.get(name) ?? undefined,
    bytes: (most) => bytesOf(request, most),
    left: () => request.signal.aborted,
  };
}

async function bytesOf(request: Request, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return Buffer.concat(chunks, size);
    size += chunk.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
}

function webResponse({ status, headers, body }: ScimAnswer): Response {
  const content = typeof body === 'object' ? streamOf(body) : body;
  return new Response(content, { status, headers });
}

/** The parts as they are asked for, no faster. */
function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(Buffer.from(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
