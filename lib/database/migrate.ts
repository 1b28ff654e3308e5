import pg from 'pg';
import { v4 } from 'uuid';
import { log } from '../log';
import {
  checksum,
  hasChecksum,
  type MigrationFile,
  migrationsFolder,
  readMigrations,
} from './migration-files';
import { unreachable } from './unreachable';

/** The lock that Prisma's engine takes while it migrates: Muster and `prisma migrate deploy` wait for each other. */
export const migrationLock = 72_707_369;

/** The text is Prisma's own. */
export const migrationsTable = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The database's migrations and this version's do not fit together. The message says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/**
 * Brings the database to this version's schema and returns the names of the migrations it applied. Each one is
 * applied together with its record in one transaction, so a process that dies on the way leaves nothing half done.
 * @throws MigrationError when the database can't be reached, or a recorded migration failed, was edited since, or
 * belongs to a newer version
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = await connected(url);
  try {
    await client.query(`SET lock_timeout = '5min'`);
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const pending = pendingOf(migrations, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, application_name: 'muster migrate' });
    client.on('error', (error) => log.error('The connection was lost while migrating.', { err: error }));
    await client.connect();
    return client;
  } catch (cause) {
    throw new MigrationError(unreachable(cause), { cause });
  }
}

async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const tables = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  if (!tables.rows.some(({ name }) => name === '_prisma_migrations')) {
    if (tables.rows.length > 0)
      throw new MigrationError(
        'The database holds tables but no record of migrations. Give Muster an empty database, or record the ' +
          'migrations it already has with `npx prisma migrate resolve --applied <name>`.',
      );
    await client.query(migrationsTable);
  }
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function pendingOf(
  migrations: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum: recorded, finished_at } of applied) {
    if (finished_at === null)
      throw new MigrationError(
        `The migration ${name} failed half-way. Mend the database, then say so with ` +
          `\`npx prisma migrate resolve --applied ${name}\` or \`--rolled-back ${name}\`, and start again.`,
      );
    const migration = known.get(name);
    if (!migration)
      throw new MigrationError(
        `The database was migrated by a newer version of Muster (${name} is unknown here). ` +
          'Start that version, or restore a backup from before it.',
      );
    if (!hasChecksum(migration, recorded))
      throw new MigrationError(
        `The migration ${name} was edited after it was applied. Restore prisma/migrations/${name} and write ` +
          'the change as a new migration.',
      );
  }
  const done = new Set(applied.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, migration: MigrationFile): Promise<void> {
  const id = v4();
  await client.query('BEGIN');
  try {
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp())`,
      [id, checksum(migration), migration.name],
    );
    await client.query(migration.script);
    await client.query(
      `UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1`,
      [id],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`The migration ${migration.name} failed and changed nothing: ${reason}`, {
      cause,
    });
  }
}
