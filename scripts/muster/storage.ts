import { flushKeyUse } from '../../lib/connection';
import { closeDatabase, openDatabase } from '../../lib/database';
import { openEmbedded } from '../../lib/database/embedded';
import { migrate } from '../../lib/database/migrate';
import { env } from '../../lib/env';
import { readNote } from '../running-server.mjs';

/** Links carry the address that the server was started with, also where only the server was told it. */
function adoptAddress(): void {
  const { MUSTER_URL, PORT, MUSTER_DATA_DIR, DATABASE_URL } = process.env;
  if (MUSTER_URL || PORT || DATABASE_URL) return;
  const url = readNote(MUSTER_DATA_DIR || '.data')?.url;
  if (url) process.env.MUSTER_URL = url;
}

/**
 * Runs `work` on Muster's database: beside a server, or with PostgreSQL started for the while.
 * @param bare leaves the database as it is: for who has to see it before it is migrated
 */
export async function withStorage<Result>(
  work: (url: string) => Promise<Result>,
  { bare = false } = {},
): Promise<Result> {
  adoptAddress();
  const config = env();
  const embedded = config.DATABASE_URL
    ? undefined
    : await openEmbedded({ dataDir: config.MUSTER_DATA_DIR, role: 'command' });
  try {
    const url = config.DATABASE_URL ?? embedded?.url ?? '';
    if (bare) return await work(url);
    await migrate(url);
    openDatabase(url);
    return await work(url);
  } finally {
    if (!bare) await flushKeyUse().catch(() => {});
    await closeDatabase();
    await embedded?.close();
  }
}
