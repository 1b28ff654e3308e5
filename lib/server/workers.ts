import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log';
import type { Serving } from './serve';
import { isMetrics, type MetricsTold, PrimaryMetrics } from './shared-metrics';
import { StartError } from './start-error';
import { stopMessage, type Told } from './told';

/** What each of the processes runs, and how many of them. */
export interface WorkersOptions {
  readonly count: number;
  /** The program, a file of JavaScript. */
  readonly program: string;
  /** What its environment has more than this process's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called when none of the processes serves any more, and no new one comes to. */
  readonly onLost: (error: Error) => void;
}

/** A process that ends is replaced after this time, doubled for each one before it in the last minute. */
const shortestWait = 100;
const longestWait = 10_000;

/** So many replacements in a row may fail while none serves. */
const mostFailures = 5;

/** How long a process may take to stop: longer than it gives its last requests. */
const stopPatience = 15_000;

/**
 * Has `count` processes serving behind one port: connections go to each in turn, and a process that ends is
 * replaced. This process, the primary, answers nothing itself; processes that lose it end.
 * @throws StartError where one of them can't start, with what it said
 */
export async function startWorkers(options: WorkersOptions): Promise<Serving> {
  cluster.setupPrimary({ exec: options.program, args: [] });
  const workers = new Workers(options);
  await workers.start();
  return workers;
}

/** How a process ended: settles after everything it told has been heard. */
async function endOf(worker: Worker): Promise<string> {
  try {
    const [[code, signal]] = await Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]);
    return signal ?? `status ${code}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

class Workers implements Serving {
  private readonly ends = new Map<Worker, Promise<void>>();
  private readonly serving = new Set<Worker>();
  private readonly metrics = new PrimaryMetrics(() => [...this.serving]);
  private deaths: number[] = [];
  private stopping = false;

  constructor(private readonly options: WorkersOptions) {}

  async start(): Promise<void> {
    try {
      await Promise.all(Array.from({ length: this.options.count }, () => this.fork()));
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Has a new process serving, and gives its id. @throws StartError where it ends before */
  private fork(): Promise<number | undefined> {
    const worker = cluster.fork(this.options.environment);
    return new Promise((done, reject) => {
      let failure: string | undefined;
      worker.on('message', (told: Told | MetricsTold) => {
        if (isMetrics(told)) this.metrics.take(worker, told);
        else if ('failed' in told) failure = told.failed;
        else {
          this.serving.add(worker);
          done(worker.process.pid);
        }
      });
      const ended = endOf(worker).then((how) => {
        this.ends.delete(worker);
        if (this.serving.delete(worker)) void this.replace(worker, how);
        else reject(new StartError(failure ?? `A process of the server ended (${how}) before it served.`));
      });
      this.ends.set(worker, ended);
    });
  }

  private async replace(worker: Worker, how: string): Promise<void> {
    for (let failures = 0; ; ) {
      await sleep(this.nextWait());
      // All may have been told to end at once.
      if (this.stopping) return;
      if (failures === 0) log.error(`Process ${worker.process.pid} ended (${how}); starting another.`);
      try {
        log.info(`Process ${await this.fork()} serves in its place.`);
        return;
      } catch (error) {
        failures += 1;
        if (this.stopping || !(error instanceof Error)) return;
        if (this.serving.size === 0 && failures >= mostFailures) return this.lose(error);
        log.error(`${error.message}\nIt could not be started; trying again.`);
      }
    }
  }

  private nextWait(): number {
    const now = Date.now();
    this.deaths = [...this.deaths.filter((death) => now - death < 60_000), now];
    return Math.min(longestWait, shortestWait * 2 ** (this.deaths.length - 1));
  }

  private lose(error: Error): void {
    this.stopping = true;
    this.options.onLost(error);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const workers = [...this.ends.keys()];
    const patience = setTimeout(() => {
      for (const worker of workers) worker.process.kill('SIGKILL');
    }, stopPatience);
    for (const worker of workers) {
      // One that is gone already hears nothing, which is no error; one that still starts has no ears yet.
      if (this.serving.has(worker)) worker.send(stopMessage, () => {});
      else worker.process.kill('SIGTERM');
    }
    await Promise.all(this.ends.values());
    clearTimeout(patience);
  }
}
