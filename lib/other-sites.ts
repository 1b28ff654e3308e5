import { env } from './env';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True for a write that a page of another site sent with the reader's cookies. Browsers say where a request comes from in
 * `Sec-Fetch-Site` or `Origin`; what says neither is no browser and carries nobody's cookies unasked.
 */
export function comesFromOtherSite({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (reading.has(method)) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  return origin !== null && !ownOrigins(headers).includes(origin);
}

function ownOrigins(headers: Headers): string[] {
  const host = headers.get('host');
  return [new URL(env().MUSTER_URL).origin, ...(host ? [`http://${host}`, `https://${host}`] : [])];
}
