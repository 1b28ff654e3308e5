import type { Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import type { Metrics } from './metrics';

/** What the primary and its workers tell each other of figures. */
export type MetricsTold =
  /** A worker was asked for the figures of all. */
  | { readonly metrics: 'all'; readonly id: number }
  /** The primary asks each worker for its own. */
  | { readonly metrics: 'own'; readonly id: number }
  | { readonly metrics: 'figures'; readonly id: number; readonly figures: object[] }
  | { readonly metrics: 'text'; readonly id: number; readonly text: string };

/** Whether a message is one of these. */
export function isMetrics(message: unknown): message is MetricsTold {
  return typeof message === 'object' && message !== null && 'metrics' in message;
}

/** How long a process may take to tell its figures, in milliseconds; one that takes longer is left out. */
const patience = 2_000;

/** In a worker: gives its own figures when it is asked, and gets those of all. */
export class WorkerMetrics {
  private readonly waiting = new Map<number, (text: string) => void>();
  private asked = 0;

  constructor(private readonly metrics: Metrics) {
    process.on('message', (message) => {
      if (!isMetrics(message)) return;
      if (message.metrics === 'own') void this.tellOwn(message.id);
      if (message.metrics === 'text') this.waiting.get(message.id)?.(message.text);
    });
  }

  private async tellOwn(id: number): Promise<void> {
    process.send?.({ metrics: 'figures', id, figures: await this.metrics.figures() } satisfies MetricsTold);
  }

  /** The figures of all workers together. */
  text(): Promise<string> {
    const id = ++this.asked;
    return new Promise<string>((done, reject) => {
      const late = setTimeout(() => reject(new Error('The primary did not answer.')), 2 * patience);
      this.waiting.set(id, (text) => {
        clearTimeout(late);
        done(text);
      });
      process.send?.({ metrics: 'all', id } satisfies MetricsTold);
    }).finally(() => this.waiting.delete(id));
  }
}

/** In the primary: adds up what the workers tell. */
export class PrimaryMetrics {
  private readonly waiting = new Map<number, (figures: object[]) => void>();
  private asked = 0;

  /** @param workers those that serve now */
  constructor(private readonly workers: () => readonly Worker[]) {}

  /** Takes a message of a worker. */
  take(from: Worker, message: MetricsTold): void {
    if (message.metrics === 'figures') this.waiting.get(message.id)?.(message.figures);
    if (message.metrics === 'all') void this.tellAll(from, message.id);
  }

  private async tellAll(to: Worker, id: number): Promise<void> {
    const told = await Promise.all(this.workers().map((worker) => this.figuresOf(worker)));
    const figures = told.flatMap((one) => (one ? [one] : []));
    const text = await AggregatorRegistry.aggregate(figures).metrics();
    if (to.isConnected()) to.send({ metrics: 'text', id, text } satisfies MetricsTold, () => {});
  }

  private figuresOf(worker: Worker): Promise<object[] | undefined> {
    const id = ++this.asked;
    return new Promise<object[] | undefined>((done) => {
      const late = setTimeout(() => done(undefined), patience);
      this.waiting.set(id, (figures) => {
        clearTimeout(late);
        done(figures);
      });
      worker.send({ metrics: 'own', id } satisfies MetricsTold, () => {});
    }).finally(() => this.waiting.delete(id));
  }
}
