import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One folder of prisma/migrations. */
export interface MigrationFile {
  readonly name: string;
  readonly script: string;
}

/** Finds prisma/migrations above this file: it stands in lib/database as source, in dist/ when bundled. */
export function migrationsFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const migrations = join(folder, 'prisma', 'migrations');
    if (existsSync(migrations)) return migrations;
    if (folder === dirname(folder)) throw new Error(`There is no prisma/migrations above ${start}.`);
  }
}

/** The migrations in the order they are applied in, which is that of their names. */
export function readMigrations(folder: string): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What Prisma keeps of a migration's text. */
export function checksum({ script }: MigrationFile): string {
  return sha256(script);
}

/** Whether `recorded` is this migration's checksum; line ends don't matter, as a checkout may change them. */
export function hasChecksum({ script }: MigrationFile, recorded: string): boolean {
  const lines = script.split(/\r?\n/);
  return [script, lines.join('\n'), lines.join('\r\n')].some((text) => sha256(text) === recorded);
}
