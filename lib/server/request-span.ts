import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '../trace';

/** A response of `Http`, which keeps the headers that were sent. */
type Sent = ServerResponse & { readonly sent?: Readonly<Record<string, unknown>> };

/** A SCIM request as traces show it: its route, and the id that its answer, its activity and the log have, too. */
export function requestSpan(
  route: string,
  { method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
): Span {
  return {
    name: `${method} ${route}`,
    kind: 'server',
    headers,
    attributes: { 'http.request.method': method, 'http.route': route },
    after: () => ({
      'http.response.status_code': response.statusCode,
      'muster.request_id': String((response as Sent).sent?.['X-Request-Id'] ?? ''),
    }),
  };
}
