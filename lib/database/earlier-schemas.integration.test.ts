import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { listActivity } from '../activity';
import { sessionUser } from '../auth/sessions/sessions';
import { signIn } from '../auth/sign-in/sign-in';
import { configurationOf } from '../connection';
import { listRoles, listTenants, userPage } from '../directory';
import { handleScim } from '../scim-api';
import { closeDatabase, openDatabase } from './client';
import { migrate, migrationsTable } from './migrate';
import { checksum, type MigrationFile, migrationsFolder, readMigrations } from './migration-files';

// Rows as each schema had them stand in test/migrations, one file a migration: valid for the schema right after it, and
// added to what the files before it wrote. So a database of every earlier version is built, with what people had
// written by then, and brought to this version.
const fixtures = resolve(import.meta.dirname, '../../test/migrations');
const migrations = readMigrations(migrationsFolder());
const own = process.env.DATABASE_URL ?? '';
const made: string[] = [];

const fixtureOf = ({ name }: MigrationFile) => join(fixtures, `${name}.sql`);

/** Columns whose values a later migration changes on purpose, by table and column, with the migration. */
const changed: Readonly<Record<string, string>> = {};

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `earlier_${process.pid}_${made.length}`;
  await withClient(inject('adminUrl'), (admin) => admin.query(`CREATE DATABASE ${name}`));
  made.push(name);
  const url = new URL(own);
  url.pathname = `/${name}`;
  return url.href;
}

/** Applies one migration to a database, and adds its rows. */
async function step(client: pg.Client, migration: MigrationFile): Promise<void> {
  await client.query(migration.script);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, $2, $3, now())`,
    [migration.name.slice(0, 36), checksum(migration), migration.name],
  );
  if (existsSync(fixtureOf(migration))) await client.query(readFileSync(fixtureOf(migration), 'utf8'));
}

/** Builds the database that somebody had after the first `count` migrations. */
async function database(count: number): Promise<string> {
  const url = await emptyDatabase();
  await withClient(url, async (client) => {
    await client.query(migrationsTable);
    for (const migration of migrations.slice(0, count)) await step(client, migration);
  });
  return url;
}

/** Every row of every table, as JSON, by table. */
async function everything(url: string): Promise<Map<string, Record<string, unknown>[]>> {
  return withClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const all = new Map<string, Record<string, unknown>[]>();
    for (const { name } of tables) {
      const { rows } = await client.query(
        `SELECT to_jsonb(t) AS row FROM ${name} t ORDER BY to_jsonb(t)::text`,
      );
      all.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return all;
  });
}

/** The columns of every table, as `table.column`. */
async function columnsOf(url: string): Promise<Set<string>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    return new Set(rows.map(({ name }) => name));
  });
}

/** A row's old columns alone, in one order. */
function old(table: string, row: Record<string, unknown>, columns: ReadonlySet<string>): string {
  const kept = Object.keys(row)
    .filter((column) => columns.has(`${table}.${column}`) && !(`${table}.${column}` in changed))
    .sort();
  return JSON.stringify(kept.map((column) => [column, row[column]]));
}

beforeAll(closeDatabase);
afterEach(closeDatabase);

afterAll(async () => {
  for (const name of made)
    await withClient(inject('adminUrl'), (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
  openDatabase(own);
});

test('every migration has rows that only its schema can hold', async () => {
  let before = new Set<string>();
  const url = await emptyDatabase();
  await withClient(url, (client) => client.query(migrationsTable));
  for (const [i, migration] of migrations.entries()) {
    const file = fixtureOf(migration);
    const where = `test/migrations/${migration.name}.sql`;
    expect(
      existsSync(file),
      `Write ${where}: INSERTs into the tables, and UPDATEs of the columns, that the migration makes, on top of what the files before it wrote. Where it makes none, a comment says so.`,
    ).toBe(true);
    await withClient(url, (client) => step(client, migration));
    const columns = await columnsOf(url);
    const fresh = [...columns].filter((name) => !before.has(name) && !name.startsWith('_prisma'));
    const rows = await everything(url);
    const empty = fresh.filter((name) => {
      const [table = '', column = ''] = name.split('.');
      return !rows.get(table)?.some((row) => row[column] !== null);
    });
    // Whoever removed a user or revoked a key is not in each of them.
    const may = i === 0 ? ['description', 'revoked_at', 'used_at', 'user_agent'] : [];
    const missing = empty.filter(
      (name) => !may.includes(name.split('.')[1] ?? '') && !name.endsWith('deleted_at'),
    );
    expect(missing, `${where} fills none of these new columns.`).toEqual([]);
    before = columns;
  }
}, 120_000);

test.each(migrations.map(({ name }, i) => [name, i + 1] as const))(
  'a database as of %s comes to this version with all it held, and is read',
  async (_, count) => {
    const url = await database(count);
    const [before, columns] = [await everything(url), await columnsOf(url)];
    expect(await migrate(url)).toEqual(migrations.slice(count).map(({ name }) => name));
    const [after, left] = [await everything(url), await columnsOf(url)];
    for (const [table, rows] of before) {
      const kept = new Set([...columns].filter((name) => left.has(name)));
      const now = (after.get(table) ?? []).map((row) => old(table, row, kept));
      for (const row of rows) expect(now, table).toContain(old(table, row, kept));
    }
    openDatabase(url);
    await readsEverything();
  },
  60_000,
);

const tenantId = '01900000-0000-7000-8000-000000000001';
const ada = '01900000-0000-7000-8000-000000000004';
const key = 'mst_FromAnEarlierSchema0000000000000000000003My7ff';

async function scim(path: string) {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await handleScim(new Request(`http://localhost:3000/scim/v2${path}`, { headers }));
  return { status: answer.status, body: await answer.json() };
}

/** What the identity provider, the pages and whoever signs in find. */
async function readsEverything(): Promise<void> {
  const user = await scim(`/Users/${ada}`);
  expect(user).toMatchObject({
    status: 200,
    body: { userName: 'Ada@acme.test', title: 'Countess', groups: [{ display: 'Engineers' }] },
  });
  expect(user.body.meta.version).toMatch(/^W\/"3/);
  expect((await scim('/Users')).body.totalResults).toBe(2);
  expect((await scim('/Groups?filter=displayName eq "engineers"')).body.Resources[0].members).toHaveLength(1);
  expect((await listTenants()).map(({ slug }) => slug)).toEqual(['acme']);
  expect(await configurationOf(tenantId)).toMatchObject({ provider: 'okta' });
  expect((await listRoles(tenantId, {})).roles.map(({ name }) => name).sort()).toEqual([
    'Engineers',
    'Managers',
  ]);

  expect((await listActivity(tenantId)).entries.map(({ action }) => action).sort()).toEqual([
    'role.permissions-changed',
    'user.created',
  ]);
  const boss = await sessionUser('01900000-0000-7000-8000-00000000000a');
  expect(boss).toMatchObject({ userName: 'boss@acme.test' });
  if (boss) expect(await userPage(boss, ada)).toMatchObject({ id: ada });
  expect(await signIn({ identifier: 'boss@acme.test', password: 'a fine long password' })).toEqual(
    expect.any(String),
  );
}
