import { type Recurring, recurring } from '../recurring';
import { sql } from './sql';

const everyMs = 2_000;
/** From so many rows on it matters how PostgreSQL goes about a statement. */
const fewest = 200;
/** How many times as many rows as PostgreSQL knows of a table has when what it knows is of no use any more. */
const outgrown = 5;

const outgrownTables = `SELECT format('%I', c.relname) AS name
  FROM pg_stat_user_tables t JOIN pg_class c ON c.oid = t.relid
  WHERE t.schemaname = current_schema() AND t.n_live_tup >= ${fewest}
    AND t.n_live_tup > ${outgrown} * GREATEST(c.reltuples, 0)`;

/** Has PostgreSQL look at the tables that are many times as large as when it looked at them last. */
export async function analyzeOutgrown(): Promise<void> {
  const tables = await sql.rows<{ name: string }>({
    name: 'database-outgrown-tables',
    text: outgrownTables,
    values: [],
  });
  // Where another server is at it, that will do.
  for (const { name } of tables) await sql.rows({ text: `ANALYZE (SKIP_LOCKED) ${name}`, values: [] });
}

/**
 * Keeps PostgreSQL's statistics of fast growing tables good enough, until it is ended. A first import makes a hundred
 * thousand users of none before PostgreSQL, which looks once a minute, sees one of them; until then it reads the whole
 * tenant to find a user by name.
 */
export function startAnalyzing(): Recurring {
  return recurring('Looking at fast growing tables', { everyMs }, analyzeOutgrown);
}
