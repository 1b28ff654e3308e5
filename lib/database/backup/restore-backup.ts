import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, migrationLock, migrationsTable } from '../migrate';
import { hasChecksum, type MigrationFile, migrationsFolder, readMigrations } from '../migration-files';
import { tablesInOrder } from './catalog';
import { columnList, connectForCopy, copyOut, RowSum } from './copy-out';
import { BackupError, type Contents, type TableLine, type TableSum } from './format';
import { readBackup } from './read-backup';

/** What was restored. */
export interface Restored {
  /** When the backup was made. */
  readonly made: string;
  readonly tables: number;
  readonly rows: number;
  /** The migrations that brought it to this version's schema. */
  readonly migrated: readonly string[];
}

/**
 * Restores a backup into a database without tables: first the whole file is checked, then all of it is written in one
 * transaction, read again and compared; at last the schema is brought to this version's.
 * @throws BackupError with nothing restored: the file is damaged, of a newer version, or the database is not empty
 */
export async function restoreBackup(
  url: string,
  file: string,
  folder: string = migrationsFolder(),
): Promise<Restored> {
  const contents = await readBackup(file);
  const migrations = levelOf(contents, readMigrations(folder));
  const client = await connectForCopy(url);
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await refuseTables(client);
    await makeSchema(client, migrations, contents);
    await readBackup(file, (table, rows) => copyIn(client, table, rows));
    for (const { name, last } of contents.sequences)
      await client.query('SELECT setval($1::regclass, $2)', [pg.escapeIdentifier(name), last]);
    for (const table of contents.tables) await compare(client, table);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end().catch(() => {});
  }
  const { header, tables } = contents;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { made: header.made, tables: tables.length, rows, migrated: await migrate(url, folder) };
}

/** The migrations that a backup's schema has. @throws BackupError where this version does not know them all */
function levelOf({ header }: Contents, known: readonly MigrationFile[]): MigrationFile[] {
  return header.migrations.map(({ name, checksum }) => {
    const migration = known.find((one) => one.name === name);
    if (!migration)
      throw new BackupError(
        `The backup was made by a newer version of Muster (${name} is unknown here). Restore it with that version.`,
      );
    if (!hasChecksum(migration, checksum))
      throw new BackupError(`The migration ${name} is not the one that the backup was made with.`);
    return migration;
  });
}

async function refuseTables(client: pg.Client): Promise<void> {
  const tables = await tablesInOrder(client);
  if (tables.length === 0) return;
  throw new BackupError(
    `The database is not empty: it has ${tables.length} tables. Restore into a new database (another DATABASE_URL, or ` +
      'another MUSTER_DATA_DIR where Muster runs its own PostgreSQL). Nothing was changed.',
  );
}

async function makeSchema(
  client: pg.Client,
  migrations: readonly MigrationFile[],
  { tables }: Contents,
): Promise<void> {
  await client.query(migrationsTable);
  for (const { script } of migrations) await client.query(script);
  const made = new Set((await tablesInOrder(client)).map(({ table }) => table));
  const strange = tables.find(({ table }) => !made.delete(table))?.table ?? [...made][0];
  if (strange !== undefined)
    throw new BackupError(
      `The backup and its schema do not fit together: ${strange} is in one of them alone.`,
    );
}

async function copyIn(client: pg.Client, { table, columns }: TableLine, rows: AsyncGenerator<Buffer>) {
  const name = pg.escapeIdentifier(table);
  // What triggers did when the rows were first written is among the rows.
  await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await pipeline(
    Readable.from(rows, { objectMode: false }),
    client.query(copyFrom(`COPY ${name} (${columnList(columns)}) FROM STDIN`)),
  );
  await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

/** Holds what the database has now against what the backup says. */
async function compare(client: pg.Client, table: TableSum): Promise<void> {
  const sum = new RowSum();
  for await (const chunk of copyOut(client, table)) sum.add(chunk);
  const { rows, sha256 } = sum.end();
  if (rows !== table.rows || sha256 !== table.sha256)
    throw new BackupError(
      `The rows of ${table.table} in the database are not those of the backup. Nothing was restored.`,
    );
}
