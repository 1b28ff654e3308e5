import type { ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import { overHttps } from '../security-headers';

/** What a client may take and send before it is answered, in milliseconds and bytes. */
export const clientLimits = {
  /** For the head of a request. */
  headersTimeout: 20_000,
  /** For a whole request: a body of 1 MiB on a slow line. */
  requestTimeout: 60_000,
  /** How often that is looked at. */
  connectionsCheckingInterval: 5_000,
  /** The head: address and headers. The SCIM service takes less of an address, and says so. */
  maxHeaderSize: 32_768,
} as const satisfies ServerOptions;

const refusals: Readonly<Record<string, readonly [status: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    `The request did not arrive in time: its headers may take ${clientLimits.headersTimeout / 1000} seconds, all of it ${clientLimits.requestTimeout / 1000}.`,
  ],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `The address and headers of a request may have ${clientLimits.maxHeaderSize} bytes.`,
  ],
};

const other: readonly [string, string] = ['400 Bad Request', 'The request is no HTTP.'];

/**
 * Answers what never became a request, and ends its connection. Nobody knows yet which door it was for: the body is
 * the Error message of RFC 7644 §3.12, which others read as JSON.
 */
export function refuseClient(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, detail] = refusals[error.code ?? ''] ?? other;
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const body = JSON.stringify({ schemas, status: status.slice(0, 3), detail });
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/scim+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    'X-Content-Type-Options: nosniff',
    ...Object.entries(overHttps()).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
