import pg from 'pg';
import { superuser } from './cluster';

/**
 * Advisory locks of the cluster's own `postgres` database. They belong to a connection, so they end with the
 * process that took them, however it ends.
 */
const ownership = 72_707_001;
const use = 72_707_002;
const preparation = 72_707_003;

/** Errors of a server that goes down or comes up: try again. */
const passing = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Whether `error` says that PostgreSQL is on its way up or down. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && passing.has(error.code)) return true;
  return error.message.startsWith('Connection terminated');
}

/** Who holds a data folder, as it named itself. */
export interface Holder {
  /** A server that is on its way out says so: `leaving`. */
  readonly role: 'server' | 'command' | 'leaving';
  readonly pid: number;
  readonly address: string;
}

const nameOf = ({ role, pid, address }: Holder) => `muster ${role} ${pid} ${address}`.slice(0, 63);

function holderFrom(applicationName: string): Holder | undefined {
  const [, role, pid, address] = /^muster (\w+) (\d+) (.*)$/.exec(applicationName) ?? [];
  if (role !== 'server' && role !== 'command' && role !== 'leaving') return undefined;
  return { role, pid: Number(pid), address: address ?? '' };
}

async function flag(client: pg.Client, text: string, values: unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(text, values);
  return rows[0]?.yes === true;
}

/** One process's standing at a data folder: a connection that holds locks for as long as the process uses it. */
export class Guard {
  private constructor(private readonly client: pg.Client) {}

  /** Connects and takes the shared lock that everyone holds who uses this PostgreSQL. */
  static async open(port: number, password: string, holder: Holder): Promise<Guard> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: superuser,
      password,
      database: 'postgres',
      application_name: nameOf(holder),
    });
    // Who listens for the end of the connection is told by `onLost`; an unheard error would end the process.
    client.on('error', () => {});
    await client.connect();
    const guard = new Guard(client);
    try {
      await client.query('SELECT pg_advisory_lock_shared($1)', [use]);
    } catch (error) {
      await guard.close();
      throw error;
    }
    return guard;
  }

  /** Calls `lost` when the connection ends, also when `close` ended it. */
  onLost(lost: () => void): void {
    this.client.once('end', lost);
  }

  /** Tries to become the one owner of the data folder; says whether it is. */
  own(): Promise<boolean> {
    return flag(this.client, 'SELECT pg_try_advisory_lock($1) AS yes', [ownership]);
  }

  /** Who owns the data folder now. */
  async owner(): Promise<Holder | undefined> {
    const { rows } = await this.client.query<{ application_name: string }>(
      `SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1 AND mode = 'ExclusiveLock'`,
      [ownership],
    );
    return rows[0] && holderFrom(rows[0].application_name);
  }

  /** Changes what others read about this process. */
  async rename(holder: Holder): Promise<void> {
    await this.client.query(`SELECT set_config('application_name', $1, false)`, [nameOf(holder)]);
  }

  /** Waits up to `patience` milliseconds until nobody else uses this PostgreSQL; then nobody new gets in. */
  async isLast(patience: number): Promise<boolean> {
    await this.client.query('SELECT pg_advisory_unlock_shared($1)', [use]);
    await this.client.query(`SELECT set_config('lock_timeout', $1, false)`, [`${patience}ms`]);
    try {
      await this.client.query('SELECT pg_advisory_lock($1)', [use]);
      return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '55P03') return false;
      throw error;
    }
  }

  /** Makes Muster's role and database where they are missing. */
  async prepareDatabase(password: string): Promise<void> {
    const client = this.client;
    await client.query('SELECT pg_advisory_lock($1)', [preparation]);
    try {
      if (await flag(client, `SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'muster') AS yes`, []))
        await client.query(`CREATE ROLE muster LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      if (
        await flag(client, `SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'muster') AS yes`, [])
      )
        await client.query('CREATE DATABASE muster OWNER muster');
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [preparation]).catch(() => {});
    }
  }

  /** Ends the connection, and with it every lock. */
  async close(): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
