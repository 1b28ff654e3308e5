import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Span, tracer } from '../trace';
import { answerTime, longestWork, pool, sharedLanes } from './client';
import type { Lane } from './lanes';
import { breaksConnection, DatabaseUnavailable, isUnavailable } from './unavailable';

/** Parameterized SQL. With a name, PostgreSQL plans it once per connection; the same name must mean the same text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** JSON comes as its text, for who passes it on as it is. */
  readonly jsonAsText?: boolean;
  /**
   * It finds its few rows by indexes, and may share a connection with others of its kind: with those that only read,
   * or with those that write. In a transaction it stays.
   */
  readonly lane?: 'reading' | 'writing';
}

/** Something that runs statements: the pool, or one transaction. */
export interface Sql {
  rows<Row>(statement: Statement): Promise<Row[]>;
}

/** What a transaction needs that is not usual. */
export interface TransactionOptions {
  /** Its statements may take minutes: they touch all of a client's users, say. */
  readonly slow?: boolean;
}

const textTypes: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.JSONB ? (text: string) => text : pg.types.getTypeParser(type, format),
};

type Query = pg.QueryConfig & { query_timeout?: number };

/** A statement as traces show it: its name and what it does first, not its text and nothing of its values. */
function spanOf({ name, text }: Query): Span {
  const [verb = ''] = /\w+/.exec(text) ?? [];
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': verb,
    'db.query.summary': name ?? verb,
  };
  return { name: name ?? verb, kind: 'client', attributes };
}

function queryOf({ name, text, values, jsonAsText }: Statement): Query {
  return { name, text, values: [...values], types: jsonAsText ? textTypes : undefined };
}

async function traced<Row>(query: Query, sent: () => Promise<pg.QueryResult>): Promise<Row[]> {
  const trace = tracer();
  const { rows } = await (trace ? trace(spanOf(query), sent) : sent());
  return rows as Row[];
}

/** A connection while somebody works on it. */
class Lease implements Sql {
  /** Whether it is of no more use to anybody. */
  broken = false;

  constructor(
    private readonly client: pg.PoolClient,
    /** How long its statements may take, in milliseconds, where that is not the usual time. */
    private readonly patience?: number,
  ) {}

  rows<Row>(statement: Statement): Promise<Row[]> {
    return this.run<Row>({ ...queryOf(statement), query_timeout: this.patience });
  }

  /** Runs a statement that has no values and gives no rows. */
  async command(text: string): Promise<void> {
    await this.run({ text });
  }

  private async run<Row>(query: Query): Promise<Row[]> {
    try {
      return await traced<Row>(query, () => this.client.query(query));
    } catch (error) {
      this.broken ||= breaksConnection(error);
      throw error;
    }
  }

  /** Gives the connection back. */
  end(): void {
    this.client.release(this.broken);
  }
}

// serialization_failure and deadlock_detected: PostgreSQL rolled the transaction back for another one's sake.
const passing = new Set(['40001', '40P01']);
const attempts = 5;
/** Before another attempt, in milliseconds, and twice as long before each next one; by chance, as others wait, too. */
const shortestPause = 10;

/**
 * Runs `work` in one transaction: commits what it did, or rolls all of it back when it throws. Where PostgreSQL
 * ends it in favour of another transaction, `work` runs again; so it changes nothing but through `tx`.
 * @throws DatabaseUnavailable
 */
export function transaction<Result>(
  work: (tx: Sql) => Promise<Result>,
  { slow = false }: TransactionOptions = {},
): Promise<Result> {
  const patience = slow ? longestWork : undefined;
  return again(() => leased((lease) => once(lease, work, patience), patience));
}

/** Runs one statement. A single statement is a transaction of its own, and runs again like one. */
export const sql: Sql = {
  rows: (statement) => again(() => alone(statement)),
};

/** Whether a statement that failed on a shared connection may be tried on one of its own. */
function mayGoOn({ lane: kind }: Statement, lane: Lane, error: unknown): boolean {
  if (error instanceof pg.DatabaseError && undone.has(error.code ?? '')) return true;
  // Nobody waits as long again.
  if (lane.late) return false;
  // What was not sent was not done, and to read again does no harm.
  return !lane.opened || (kind === 'reading' && breaksConnection(error));
}

/**
 * What keeps a statement from being carried out on a shared connection only. lock_not_available: nobody waits long for
 * a lock there. invalid_sql_statement_name, duplicate_prepared_statement: the first one of a name prepares it for those
 * behind it, and where that failed, as its table was locked, they find none, or the next one prepares it once more.
 */
const undone = new Set(['55P03', '26000', '42P05']);

/** Runs a statement on a connection that it shares, or else on one of the pool, where it may take its time. */
async function alone<Row>(statement: Statement): Promise<Row[]> {
  const lane = statement.lane && sharedLanes()?.[statement.lane].freest();
  if (lane) {
    const query = queryOf(statement);
    try {
      return await traced<Row>(query, () => lane.query(query));
    } catch (error) {
      if (!mayGoOn(statement, lane, error)) throw error;
    }
  }
  return leased((lease) => lease.rows<Row>(statement));
}

/**
 * Tries again where another transaction was preferred, and only there: a statement whose connection broke may have
 * been done, and only its sender knows whether it may be done twice.
 */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const lost = error instanceof pg.DatabaseError && passing.has(error.code ?? '');
      if (!lost || attempt === attempts) throw isUnavailable(error) ? unavailable(error) : error;
      await sleep(Math.random() * shortestPause * 2 ** attempt);
    }
  }
}

const unavailable = (error: unknown) =>
  error instanceof DatabaseUnavailable ? error : new DatabaseUnavailable(error);

/** Runs `work` on a connection of the pool, which gets it back unless it broke. */
async function leased<Result>(work: (lease: Lease) => Promise<Result>, patience?: number): Promise<Result> {
  const client = await pool()
    .connect()
    .catch((error: unknown) => {
      // Whatever kept Muster out keeps everybody out.
      throw unavailable(error);
    });
  const lease = new Lease(client, patience && patience + answerTime);
  try {
    return await work(lease);
  } finally {
    lease.end();
  }
}

async function once<Result>(
  tx: Lease,
  work: (tx: Sql) => Promise<Result>,
  patience: number | undefined,
): Promise<Result> {
  await tx.command('BEGIN');
  try {
    if (patience) await tx.command(`SET LOCAL statement_timeout = ${patience}`);
    const result = await work(tx);
    await tx.command('COMMIT');
    return result;
  } catch (error) {
    // On a broken connection it fails, and PostgreSQL rolls back by itself.
    await tx.command('ROLLBACK').catch(() => {});
    throw error;
  }
}
