import pg from 'pg';
import { pool } from './client';

/** Parameterized SQL. With a name, PostgreSQL plans it once per connection; the same name must mean the same text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** JSON comes as its text, for who passes it on as it is. */
  readonly jsonAsText?: boolean;
}

/** Something that runs statements: the pool, or one transaction. */
export interface Sql {
  rows<Row>(statement: Statement): Promise<Row[]>;
}

const textTypes: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.JSONB ? (text: string) => text : pg.types.getTypeParser(type, format),
};

function on(client: pg.Pool | pg.PoolClient): Sql {
  return {
    async rows<Row>({ name, text, values, jsonAsText }: Statement) {
      const types = jsonAsText ? textTypes : undefined;
      const result = await client.query({ name, text, values: [...values], types });
      return result.rows as Row[];
    },
  };
}

// serialization_failure and deadlock_detected: PostgreSQL rolled the transaction back for another one's sake.
const passing = new Set(['40001', '40P01']);
const attempts = 5;

/**
 * Runs `work` in one transaction: commits what it did, or rolls all of it back when it throws. Where PostgreSQL
 * ends it in favour of another transaction, `work` runs again; so it changes nothing but through `tx`.
 */
export function transaction<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result> {
  return again(() => once(work));
}

/** Runs one statement on the pool. A single statement is a transaction of its own, and runs again like one. */
export const sql: Sql = {
  rows: (statement) => again(() => on(pool()).rows(statement)),
};

async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof Error && 'code' in error && passing.has(String(error.code));
      if (!again || attempt === attempts) throw error;
    }
  }
}

async function once<Result>(work: (tx: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(on(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
