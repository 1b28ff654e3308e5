import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import {
  differenceFromSchema,
  migrationsList,
  wholeDatabase,
  withEngine,
} from '../../scripts/prisma-engine.mjs';
import { queryOn } from '../../test/query-on';
import { MigrationError, migrate } from './migrate';
import { migrationsFolder, readMigrations } from './migration-files';

const names = readMigrations(migrationsFolder()).map(({ name }) => name);
let url: string;
let folder: string;
let databases = 0;

async function emptyDatabase(): Promise<string> {
  databases += 1;
  const name = `migrate_${process.pid}_${databases}`;
  await queryOn(inject('adminUrl'), `CREATE DATABASE ${name}`);
  const made = new URL(inject('adminUrl'));
  made.pathname = `/${name}`;
  return made.href;
}

beforeEach(async () => {
  url = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
  cpSync(migrationsFolder(), folder, { recursive: true });
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await queryOn(inject('adminUrl'), `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
});

function addMigration(name: string, script: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), script);
}

interface Recorded {
  readonly migration_name: string;
  readonly finished_at: Date | null;
}

const recorded = () =>
  queryOn<Recorded>(url, 'SELECT migration_name, finished_at FROM _prisma_migrations ORDER BY started_at');

/** The table of migrations as PostgreSQL describes it, and its rows without ids and times. */
async function bookkeeping(on: string) {
  const columns = await queryOn(
    on,
    `SELECT column_name, data_type, character_maximum_length, column_default, is_nullable
     FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
  );
  const rows = await queryOn(
    on,
    `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, finished_at >= started_at AS finished,
       length(id) AS id_length
     FROM _prisma_migrations ORDER BY migration_name`,
  );
  return { columns, rows };
}

test("Prisma's engine finds nothing to do, nothing edited, failed or missing after ours", async () => {
  expect(await migrate(url)).toEqual(names);
  const request = { migrationsList: migrationsList(), filters: wholeDatabase };
  await withEngine(url, async (engine) => {
    expect(await engine.applyMigrations(request)).toEqual({ appliedMigrationNames: [] });
    expect(await engine.diagnoseMigrationHistory({ ...request, optInToShadowDatabase: false })).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });
});

test("ours finds nothing to do after Prisma's engine, and both keep the same books", async () => {
  const request = { migrationsList: migrationsList(), filters: wholeDatabase };
  const applied = await withEngine(url, (engine) => engine.applyMigrations(request));
  expect(applied.appliedMigrationNames).toEqual(names);
  expect(await migrate(url)).toEqual([]);
  const other = await emptyDatabase();
  await migrate(other);
  expect(await bookkeeping(other)).toEqual(await bookkeeping(url));
});

test('the migrations make what schema.prisma says', async () => {
  await migrate(url);
  expect(await differenceFromSchema(url)).toBeUndefined();
});

test('that comparison sees a difference', async () => {
  await migrate(url);
  await queryOn(url, 'ALTER TABLE users DROP COLUMN title');
  expect(await differenceFromSchema(url)).toContain('ADD COLUMN     "title"');
});

test('of several that migrate at once, one applies each migration', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
  expect(all.flat().sort()).toEqual(names);
  expect(await recorded()).toHaveLength(names.length);
});

test('a later migration is applied alone', async () => {
  await migrate(url);
  addMigration('29990101000000_later', 'CREATE TABLE later (id int); INSERT INTO later VALUES (1);');
  expect(await migrate(url, folder)).toEqual(['29990101000000_later']);
  expect(await migrate(url, folder)).toEqual([]);
  expect(await queryOn(url, 'SELECT id FROM later')).toEqual([{ id: 1 }]);
});

test('a migration that fails changes nothing, is not recorded, and can be mended', async () => {
  addMigration('29990101000000_later', 'CREATE TABLE later (id int); SELECT 1 / 0;');
  await expect(migrate(url, folder)).rejects.toThrow(
    /29990101000000_later failed and changed nothing: division by zero/,
  );
  expect(await queryOn(url, `SELECT to_regclass('later') AS later`)).toEqual([{ later: null }]);
  expect((await recorded()).map(({ migration_name }) => migration_name)).toEqual(names);
  writeFileSync(join(folder, '29990101000000_later', 'migration.sql'), 'CREATE TABLE later (id int)');
  expect(await migrate(url, folder)).toEqual(['29990101000000_later']);
});

test('refuses a database in which a migration failed half-way', async () => {
  await migrate(url);
  await queryOn(url, 'UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(url)).rejects.toThrow(/failed half-way.*prisma migrate resolve/s);
});

test('takes up a migration again that was resolved as rolled back', async () => {
  await migrate(url);
  addMigration('29990101000000_later', 'CREATE TABLE later (id int)');
  await queryOn(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, rolled_back_at)
     VALUES ('1', 'x', '29990101000000_later', now())`,
  );
  expect(await migrate(url, folder)).toEqual(['29990101000000_later']);
});

test('refuses an edited migration', async () => {
  await migrate(url);
  writeFileSync(join(folder, names[0] ?? '', 'migration.sql'), 'SELECT 1');
  await expect(migrate(url, folder)).rejects.toThrow(/was edited after it was applied/);
});

test('line ends that a checkout changed are no edit', async () => {
  await migrate(url);
  const [first] = readMigrations(folder);
  writeFileSync(
    join(folder, first?.name ?? '', 'migration.sql'),
    first?.script.replaceAll('\n', '\r\n') ?? '',
  );
  expect(await migrate(url, folder)).toEqual([]);
});

test("refuses a newer version's database", async () => {
  addMigration('29990101000000_later', 'CREATE TABLE later (id int)');
  await migrate(url, folder);
  const refusal = await migrate(url).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(MigrationError);
  expect(String(refusal)).toContain('newer version of Muster (29990101000000_later is unknown here)');
});

test("refuses somebody else's database", async () => {
  await queryOn(url, 'CREATE TABLE theirs (id int)');
  await expect(migrate(url)).rejects.toThrow(/holds tables but no record of migrations/);
});

test.each([
  ['a server that does not answer', 'postgresql://muster:hush-hush@127.0.0.1:1/muster', 'ECONNREFUSED'],
  ['an address that is none', 'postgresql://muster:hush-hush@host:port/muster', 'Invalid URL'],
])('says what to change about %s, and keeps the password', async (_, address, reason) => {
  const refusal = await migrate(address).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(MigrationError);
  expect(String(refusal)).toContain('DATABASE_URL');
  expect(String(refusal)).toContain(reason);
  expect(String(refusal)).not.toContain('hush-hush');
});

test('says what to change about a database that is missing', async () => {
  await expect(migrate(url.replace(/[^/]+$/, 'nowhere'))).rejects.toThrow(
    /database "nowhere" does not exist\. Check DATABASE_URL/,
  );
});
