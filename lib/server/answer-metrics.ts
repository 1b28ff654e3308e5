import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../log';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Answers /api/metrics to whoever bears the token, in Prometheus' text format.
 * @param text the figures of all processes
 */
export async function answerMetrics(
  { headers }: IncomingMessage,
  response: ServerResponse,
  token: string,
  text: () => Promise<string>,
): Promise<void> {
  const [, given = ''] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (!timingSafeEqual(digest(given), digest(token))) {
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="metrics"', 'Cache-Control': 'no-store' });
    response.end('Send “Authorization: Bearer” and the value of METRICS_TOKEN.\n');
    return;
  }
  try {
    const body = await text();
    response.writeHead(200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    response.end(body);
  } catch (error) {
    log.error('The figures could not be gathered.', { err: error });
    response.writeHead(503, { 'Cache-Control': 'no-store' }).end();
  }
}
