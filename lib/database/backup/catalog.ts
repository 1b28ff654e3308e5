import type pg from 'pg';
import { BackupError, type EndLine, type Header, type TableLine } from './format';

// Columns that PostgreSQL makes from others are made again.
const tablesQuery = `SELECT c.oid::int AS oid, c.relname AS table,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT COALESCE(array_agg(DISTINCT f.confrelid::int), '{}') FROM pg_constraint f
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS parents
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
  ORDER BY c.relname`;

interface TableRow extends TableLine {
  readonly oid: number;
  readonly parents: readonly number[];
}

/** The tables of the database, in an order in which no row refers to one that comes later. */
export async function tablesInOrder(client: pg.Client): Promise<TableLine[]> {
  const left = (await client.query<TableRow>(tablesQuery)).rows;
  const ordered: TableRow[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ parents }) => left.every(({ oid }) => !parents.includes(oid)));
    const [table] = left.splice(next, 1);
    if (next < 0 || !table)
      throw new BackupError('Tables refer to each other in a circle: they can’t be put in an order.');
    ordered.push(table);
  }
  return ordered.map(({ table, columns }) => ({ table, columns }));
}

/** Where the sequences of the database stand. */
export async function sequences(client: pg.Client): Promise<EndLine['sequences']> {
  const { rows } = await client.query<EndLine['sequences'][number]>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename`,
  );
  return rows;
}

/** The migrations that the database has had, in order. @throws BackupError where it has none */
export async function appliedLevel(client: pg.Client): Promise<Header['migrations']> {
  const { rows: known } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!known[0]?.there)
    throw new BackupError('There is nothing to back up: the database does not hold Muster’s tables.');
  const { rows } = await client.query<Header['migrations'][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}
