import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../../log';
import { type Binaries, postgresBinaries } from './binaries';
import { ensureCluster, superuser } from './cluster';
import { Guard, type Holder, isPassing } from './guard';
import { DataFolderInUse } from './in-use';
import { type Places, placesOf } from './places';
import { ensurePostmaster, longestRecovery, stopPostmaster } from './postmaster';

import type { Settings } from './settings';
/** How a process asks for the PostgreSQL of a data folder. */
export interface EmbeddedOptions {
  readonly dataDir: string;
  /** A server must be the folder's one owner; a command also works beside a server. */
  readonly role: 'server' | 'command';
  /** Where the server answers, for the message a second server gets. */
  readonly address?: string;
  readonly settings?: Settings;
  /** How long a server waits for another owner to end, in milliseconds: a command first of all. */
  readonly patience?: number;
  /** Told when PostgreSQL was lost and is there again. */
  readonly say?: (line: string) => void;
}

/** A running PostgreSQL of this data folder. */
export interface EmbeddedDatabase {
  /** Muster's own database, as the role that owns it. */
  readonly url: string;
  /** The superuser's way in, for tests and maintenance. */
  readonly adminUrl: string;
  /** PostgreSQL's data directory. */
  readonly cluster: string;
  /** True when the data directory lies outside the data folder, out of a private home. */
  readonly moved: boolean;
  /** Tells a successor that this process is on its way out, so that it waits instead of giving up. */
  leave(): Promise<void>;
  /** Stops PostgreSQL, unless somebody else still needs it. Close the pools first. */
  close(): Promise<void>;
}

const defaultPatience = { server: 1_500, command: 10_000, leaving: 60_000 } as const;

/**
 * Starts the PostgreSQL of a data folder, or joins the one that runs there, and keeps it running until `close`.
 * @throws DataFolderInUse when a server is asked for and another one owns the folder
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const places = placesOf(options.dataDir);
  const binaries = await postgresBinaries(places.account);
  await ensureCluster(places, binaries);
  const supervisor = new Supervisor(places, binaries, options);
  await supervisor.open();
  return supervisor;
}

class Supervisor implements EmbeddedDatabase {
  private guard: Guard | undefined;
  private port = 0;
  private closing = false;
  private recovery: Promise<void> | undefined;

  constructor(
    private readonly places: Places,
    private readonly binaries: Binaries,
    private readonly options: EmbeddedOptions,
  ) {}

  get url(): string {
    return this.urlFor('muster', 'muster');
  }

  get adminUrl(): string {
    return this.urlFor(superuser, 'postgres');
  }

  get cluster(): string {
    return this.places.cluster;
  }

  get moved(): boolean {
    return this.places.moved;
  }

  private urlFor(user: string, database: string): string {
    return `postgresql://${user}:${this.places.password}@127.0.0.1:${this.port}/${database}`;
  }

  private get holder(): Holder {
    return { role: this.options.role, pid: process.pid, address: this.options.address ?? '' };
  }

  /** Joins, and for a server: owns. Starts over when the PostgreSQL it joined goes down meanwhile. */
  async open(): Promise<void> {
    const start = Date.now();
    for (;;) {
      const guard = await this.join();
      try {
        const owns = await guard.own();
        if (owns || this.options.role === 'command') {
          await guard.prepareDatabase(this.places.password);
          return this.keep(guard);
        }
        const owner = await guard.owner();
        await guard.close();
        const patience = this.options.patience ?? defaultPatience[owner?.role ?? 'command'];
        if (Date.now() - start > patience) throw new DataFolderInUse(this.options.dataDir, owner);
      } catch (error) {
        await guard.close();
        if (!isPassing(error)) throw error;
      }
      await sleep(200);
    }
  }

  private async join(): Promise<Guard> {
    const deadline = Date.now() + longestRecovery;
    for (;;) {
      const { settings } = this.options;
      this.port = await ensurePostmaster(this.places, this.binaries, { settings, preferredPort: this.port });
      try {
        return await Guard.open(this.port, this.places.password, this.holder);
      } catch (error) {
        if (!isPassing(error) || Date.now() > deadline) throw error;
        await sleep(100);
      }
    }
  }

  private keep(guard: Guard): void {
    this.guard = guard;
    guard.onLost(() => {
      if (!this.closing) this.recovery = this.recover();
    });
  }

  /** PostgreSQL went away while it was needed: has it running again, on the same port if that can be. */
  private async recover(): Promise<void> {
    const say = this.options.say ?? log.error;
    say('PostgreSQL was lost; starting it again.');
    try {
      const port = this.port;
      await this.open();
      if (this.port !== port) throw new Error(`Its port ${port} was taken by another program.`);
      say('PostgreSQL is there again.');
    } catch (error) {
      say(`PostgreSQL could not be started again: ${error instanceof Error ? error.message : error}`);
      // Whoever keeps the server running starts it anew.
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    }
  }

  async leave(): Promise<void> {
    await this.guard?.rename({ ...this.holder, role: 'leaving' }).catch(() => {});
  }

  /** The owner stops PostgreSQL: a command if nobody else uses it, a server in any case, others being short-lived. */
  private async mayStop(guard: Guard): Promise<boolean> {
    if (!(await guard.own())) return false;
    const isServer = this.options.role === 'server';
    const isLast = await guard.isLast(isServer ? 3_000 : 50);
    return isLast || isServer;
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.recovery;
    const guard = this.guard;
    if (!guard) return;
    this.guard = undefined;
    try {
      if (await this.mayStop(guard)) await stopPostmaster(this.places, this.binaries);
    } catch (error) {
      // It went down by itself meanwhile.
      if (!isPassing(error)) throw error;
    } finally {
      await guard.close();
    }
  }
}
