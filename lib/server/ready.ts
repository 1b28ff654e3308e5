import type { ServerResponse } from 'node:http';
import { DatabaseUnavailable, databaseAnswers, sql, sqlState } from '../database';
import { migrationsFolder, readMigrations } from '../database/migration-files';
import { log } from '../log';

/** The migrations of this version, until they were seen to be applied: a schema never goes back. */
let wanted: readonly string[] | undefined;

/** Whether the database has every migration of this version. It may have more: those of a newer one beside it. */
async function isMigrated(): Promise<boolean> {
  wanted ??= readMigrations(migrationsFolder()).map(({ name }) => name);
  if (wanted.length === 0) return true;
  const applied = await sql.rows<{ name: string }>({
    text: `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY($1)`,
    values: [wanted],
  });
  const missing = wanted.length - new Set(applied.map(({ name }) => name)).size;
  if (missing === 0) wanted = [];
  return missing === 0;
}

const notMigrated = 'The database has not the schema of this version.';
/** SQLSTATE undefined_table: of a database that nobody has migrated yet. */
const undefinedTable = '42P01';

/** What keeps this process from serving, in words that tell nothing of its inside; undefined: it is ready. */
async function obstacle(): Promise<string | undefined> {
  try {
    await databaseAnswers();
    return (await isMigrated()) ? undefined : notMigrated;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return 'The database does not answer.';
    if (sqlState(error) === undefinedTable) return notMigrated;
    log.error('Whether this server is ready could not be found out.', { err: error });
    return 'This server can’t tell; its log says why.';
  }
}

/** Answers /api/ready, for load balancers: 200 while this process can serve, else 503 with the reason. */
export async function answerReady(response: ServerResponse): Promise<void> {
  const reason = await obstacle();
  const body = JSON.stringify(reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason });
  response.writeHead(reason === undefined ? 200 : 503, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
