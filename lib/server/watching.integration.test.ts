import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.mjs';
import { connectedTenant, user } from '../../test/scim';
import { type Env, env } from '../env';
import { Http } from './http';
import { startTracing } from './tracing';
import { watchOf } from './watch';

const token = 'a-token-of-the-metrics';
let tenant: Awaited<ReturnType<typeof connectedTenant>>;
let http: Http | undefined;
let address: string;

async function serve(settings: Partial<Env>): Promise<void> {
  const config = { ...env(), PORT: await freePort(), HOST: '127.0.0.1', ...settings };
  address = `http://127.0.0.1:${config.PORT}`;
  http = new Http((_, response) => response.end('a page'), watchOf(config, process.cwd()));
  await http.listen(config);
}

const ask = (path: string, authorization = `Bearer ${tenant.apiKey}`, init: RequestInit = {}) =>
  fetch(address + path, { headers: { authorization, 'content-type': 'application/scim+json' }, ...init });

beforeAll(async () => {
  tenant = await connectedTenant();
});

afterEach(async () => {
  await http?.close();
});

it('figures are counted by door, method, route and kind of status, and name nobody', async () => {
  await serve({ METRICS_TOKEN: token });
  const made = await ask('/scim/v2/Users', undefined, {
    method: 'POST',
    body: JSON.stringify(user('ada.secret')),
  });
  const { id } = await made.json();
  await (await ask(`/scim/v2/Users/${id}`)).text();
  await (await ask('/scim/v2/Users/nobody')).text();
  await (await ask('/_next/static/a.js', 'none')).text();
  await (await ask('/made-up/ada.secret', 'none')).text();
  const answer = await ask('/api/metrics', `Bearer ${token}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain; version=0/),
  ]);
  const text = await answer.text();
  const counted = (door: string, method: string, route: string, status: string) =>
    `muster_http_request_duration_seconds_count{door="${door}",method="${method}",route="${route}",status="${status}"} 1`;
  expect(text).toContain(counted('scim', 'POST', '/scim/v2/Users', '2xx'));
  expect(text).toContain(counted('scim', 'GET', '/scim/v2/Users/:id', '2xx'));
  expect(text).toContain(counted('scim', 'GET', '/scim/v2/Users/:id', '4xx'));
  expect(text).toContain(counted('pages', 'GET', '/_next', '2xx'));
  expect(text).toContain(counted('pages', 'GET', 'other', '2xx'));
  expect(text).toMatch(/muster_database_connections\{state="idle"\} [1-9]/);
  expect(text).toMatch(/^muster_mails_waiting \d+$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  for (const name of [tenant.tenantId, id, 'ada.secret', 'mst_']) expect(text).not.toContain(name);
});

it.each([
  ['without a token', ''],
  ['with another one', 'Bearer another-token-of-metrics'],
  ['with an API key', undefined],
])('the figures are refused %s', async (_, authorization) => {
  await serve({ METRICS_TOKEN: token });
  const answer = await ask('/api/metrics', authorization);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="metrics"']);
  expect(await answer.text()).not.toContain('muster_');
});

it('without METRICS_TOKEN there are no figures', async () => {
  await serve({});
  expect(await (await ask('/api/metrics', `Bearer ${token}`)).text()).toBe('a page');
});

interface Sent {
  readonly resourceSpans: {
    readonly resource: { readonly attributes: unknown };
    readonly scopeSpans: {
      readonly spans: {
        readonly name: string;
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly attributes: { readonly key: string; readonly value: Record<string, unknown> }[];
      }[];
    }[];
  }[];
}

it('traces of a request and its statements go to the collector, by one trace id and without what was sent', async () => {
  const received: Sent[] = [];
  const collector: Server = createServer(async (request, response) => {
    if (request.url === '/v1/traces') received.push((await json(request)) as Sent);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const at = collector.address();
  const endpoint = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint;
  const end = await startTracing({ ...env(), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  await serve({});
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = {
    authorization: `Bearer ${tenant.apiKey}`,
    'content-type': 'application/scim+json',
    traceparent: `00-${traceId}-b7ad6b7169203331-01`,
  };
  const body = JSON.stringify(user('grace.secret', { title: 'Admiral' }));
  const made = await fetch(`${address}/scim/v2/Users`, { method: 'POST', headers, body });
  await made.text();
  await end();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  collector.close();

  const spans = received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const request = spans.find(({ name }) => name === 'POST /scim/v2/Users');
  const values = Object.fromEntries(
    request?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? [],
  );
  expect(request).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
  expect(values).toMatchObject({
    'http.route': '/scim/v2/Users',
    'http.response.status_code': 201,
    'muster.request_id': made.headers.get('x-request-id'),
  });
  const statement = spans.find(({ name }) => name === 'user-insert');
  expect(statement).toMatchObject({ traceId, parentSpanId: request?.spanId });
  const all = JSON.stringify(received);
  expect(all).toContain('"muster"');
  for (const secret of ['grace.secret', 'Admiral', tenant.apiKey, tenant.tenantId])
    expect(all).not.toContain(secret);
});

afterAll(() => http?.close());
