import { writtenBehind } from '../../database';
import { log } from '../../log';
import type { HourCount, NotedRequest, TenantExchange, TenantRequest } from './noted-request';
import { exchangeInsert, hoursUpsert, latestInsert } from './request-statements';

interface Noted {
  /** By configuration and hour. */
  readonly hours: Map<string, HourCount>;
  /** By tenant, the last ones. */
  readonly latest: Map<string, TenantRequest[]>;
  readonly exchanges: TenantExchange[];
  /** The length of what is in `exchanges`, in characters. */
  length: number;
  /** Exchanges that were not kept, because there were too many. */
  dropped: number;
}

const hourMs = 3_600_000;

/** What a process holds at most, so that a lost database or a flood costs no more memory than this. */
export const bounds = {
  /** Exchanges, and the characters in all of them. */
  exchanges: 10_000,
  characters: 16 * 1024 * 1024,
  /** Latest requests of one tenant: what nobody reads is not written. */
  latest: 20,
  /** Tenants with latest requests, and hours of configurations. */
  tenants: 10_000,
  /** Exchanges that one statement writes. */
  batch: 250,
};

const noted = writtenBehind<Noted>(
  'What identity providers sent',
  () => ({ hours: new Map(), latest: new Map(), exchanges: [], length: 0, dropped: 0 }),
  write,
);

/** Notes a request. Costs no query, and never fails: it is written within a second, behind the answer's back. */
export function noteRequest(request: NotedRequest): void {
  const { content } = noted;
  count(content, request);
  addLatest(content, request);
  const { exchange } = request;
  if (exchange) addExchange(content, { ...request, exchange });
  noted.noted();
}

/** Notes a request among the last of a tenant, and nothing else of it: one that came with no key of the tenant's. */
export function noteLatest(request: TenantRequest): void {
  addLatest(noted.content, request);
  noted.noted();
}

/** Writes what has been noted so far. Call it before the database is closed. */
export function flushRequests(): Promise<void> {
  return noted.flush();
}

function count({ hours }: Noted, { tenantId, configurationId, at, changed, refused }: NotedRequest): void {
  const hour = Math.floor(at.getTime() / hourMs) * hourMs;
  const key = `${configurationId} ${hour}`;
  let counted = hours.get(key);
  if (!counted) {
    if (hours.size >= bounds.tenants) return;
    counted = { tenantId, configurationId, hour: new Date(hour), requests: 0, changes: 0, refused: 0 };
    hours.set(key, counted);
  }
  counted.requests++;
  if (changed) counted.changes++;
  if (refused) counted.refused++;
}

function addLatest({ latest }: Noted, request: TenantRequest): void {
  const known = latest.get(request.tenantId);
  if (known) {
    known.push(request);
    if (known.length > bounds.latest) known.shift();
  } else if (latest.size < bounds.tenants) latest.set(request.tenantId, [request]);
}

const lengthOf = ({ exchange: { request = '', answer = '' } }: TenantExchange) =>
  request.length + answer.length;

function addExchange(content: Noted, exchange: TenantExchange): void {
  const length = lengthOf(exchange);
  if (content.exchanges.length >= bounds.exchanges || content.length + length > bounds.characters) {
    content.dropped++;
    return;
  }
  content.exchanges.push(exchange);
  content.length += length;
}

async function write(content: Noted): Promise<void> {
  await writeHours(content);
  await writeLatest(content);
  await writeExchanges(content);
  if (content.dropped === 0) return;
  log.warn(`${content.dropped} exchanges with identity providers were not kept: there were too many.`);
  content.dropped = 0;
}

/** Counts that could not be written are added to those of the next flush. */
async function writeHours({ hours }: Noted): Promise<void> {
  if (hours.size === 0) return;
  const batch = new Map(hours);
  hours.clear();
  await hoursUpsert([...batch.values()]).catch((error: unknown) => {
    for (const [key, { requests, changes, refused, ...of }] of batch) {
      const since = hours.get(key) ?? { requests: 0, changes: 0, refused: 0 };
      hours.set(key, {
        ...of,
        requests: since.requests + requests,
        changes: since.changes + changes,
        refused: since.refused + refused,
      });
    }
    throw error;
  });
}

async function writeLatest({ latest }: Noted): Promise<void> {
  if (latest.size === 0) return;
  const batch = new Map(latest);
  latest.clear();
  await latestInsert([...batch.values()].flat()).catch((error: unknown) => {
    for (const [tenantId, requests] of batch)
      latest.set(tenantId, [...requests, ...(latest.get(tenantId) ?? [])].slice(-bounds.latest));
    throw error;
  });
}

async function writeExchanges(content: Noted): Promise<void> {
  for (let left = content.exchanges.length; left > 0; ) {
    const batch = content.exchanges.slice(0, Math.min(left, bounds.batch));
    await exchangeInsert(batch).catch(unlessUnfit);
    // What came meanwhile stands behind the batch.
    content.exchanges.splice(0, batch.length);
    for (const exchange of batch) content.length -= lengthOf(exchange);
    left -= batch.length;
  }
}

/** What PostgreSQL will never take (SQLSTATE class 22) is given up: it would stand in the way of all that comes. */
function unlessUnfit(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('22')) throw error;
  log.error('Exchanges with identity providers were not kept.', { err: error });
}
