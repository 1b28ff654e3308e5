import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { poolUse } from '../database';
import { waitingMails } from '../mail';

/** Who answers a request. */
export type Door = 'scim' | 'pages';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** In seconds: from a read by id to what a client hardly waits for. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is not there can't be measured; the rest still can. */
const orNothing = (measured: Promise<number>) => measured.catch(() => Number.NaN);

/** The figures of one process. None of them names a client or a person. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram;
  private readonly running: Gauge;
  /** What observes one kind of request: found by one look-up. */
  private readonly observers = new Map<string, (seconds: number) => void>();

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'muster_http_request_duration_seconds',
      help: 'How long requests took, until their answer was sent or their client left.',
      labelNames: ['door', 'method', 'route', 'status'],
      buckets: durations,
      registers,
    });
    this.running = new Gauge({
      name: 'muster_http_requests_running',
      help: 'Requests that are being answered.',
      labelNames: ['door'],
      registers,
    });
    new Gauge({
      name: 'muster_database_connections',
      help: 'Connections of the pool, by what they do, and requests that wait for one.',
      labelNames: ['state'],
      registers,
      collect() {
        const { total, idle, waiting } = poolUse();
        this.set({ state: 'busy' }, total - idle);
        this.set({ state: 'idle' }, idle);
        this.set({ state: 'waiting' }, waiting);
      },
    });
    new Gauge({
      name: 'muster_mails_waiting',
      help: 'Mails in the queue, 10,000 at most. Every process sees the same ones.',
      aggregator: 'max',
      registers,
      async collect() {
        this.set(await orNothing(waitingMails()));
      },
    });
  }

  /** Measures a request until its connection is done with it. @param route a template: `/scim/v2/Users/:id` */
  observe(door: Door, route: string, { method = '' }: IncomingMessage, response: ServerResponse): void {
    const start = performance.now();
    this.running.inc({ door });
    response.once('close', () => {
      this.running.dec({ door });
      const kind = `${door} ${method} ${route} ${response.statusCode}`;
      const observer = this.observers.get(kind) ?? this.observer(kind, { door, method, route, response });
      observer((performance.now() - start) / 1000);
    });
  }

  private observer(
    kind: string,
    {
      door,
      method,
      route,
      response,
    }: { door: Door; method: string; route: string; response: ServerResponse },
  ): (seconds: number) => void {
    // A client that left before it had its answer.
    const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'left';
    const labels = [door, methods.has(method) ? method : 'other', route, status];
    const one = this.requests.labels(...labels);
    const observer = (seconds: number) => one.observe(seconds);
    if (response.writableFinished && methods.has(method)) this.observers.set(kind, observer);
    return observer;
  }

  /** All of them now, for whoever adds up those of several processes. */
  figures(): Promise<object[]> {
    return this.registry.getMetricsAsJSON();
  }

  /** All of them now, as Prometheus reads them. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
