import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addTenant, addUser } from '../../../test/accounts';
import { queryOn } from '../../../test/query-on';
import { connectedTenant, group, user } from '../../../test/scim';
import { flushRefusals, flushRequests } from '../../activity';
import { flushKeyUse, flushStrayKeys } from '../../connection';
import { settleRequests } from '../../rate-limit';
import { sql, transaction } from '..';
import { migrate } from '../migrate';
import { migrationsFolder } from '../migration-files';
import { BackupError, restoreBackup, writeBackup } from '.';

const source = process.env.DATABASE_URL ?? '';
const folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
const made: string[] = [];

// What only a test has: every kind of value, a sequence, a column that is made from another, and a trigger that would
// change what is restored. It comes as a migration, as every table does.
const migrations = join(folder, 'migrations');
cpSync(migrationsFolder(), migrations, { recursive: true });
mkdirSync(join(migrations, '29990101000000_kinds'));
writeFileSync(
  join(migrations, '29990101000000_kinds', 'migration.sql'),
  `CREATE TABLE kinds (n bigserial PRIMARY KEY, parent bigint REFERENCES kinds, f float8, d numeric, b bytea, j jsonb,
    a text[], t timestamptz, i interval, yes boolean, twice numeric GENERATED ALWAYS AS (d * 2) STORED);
  CREATE FUNCTION minus_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.f = -1; RETURN NEW; END $$;
  CREATE TRIGGER kinds_minus_one BEFORE INSERT ON kinds FOR EACH ROW EXECUTE FUNCTION minus_one();`,
);
const run = (text: string, values: unknown[] = []) => sql.rows<Record<string, unknown>>({ text, values });

async function emptyDatabase(): Promise<string> {
  const name = `restored_${process.pid}_${made.length}`;
  await queryOn(inject('adminUrl'), `CREATE DATABASE ${name}`);
  made.push(name);
  const url = new URL(source);
  url.pathname = `/${name}`;
  return url.href;
}

/** All rows of all tables, as text. */
async function everything(url: string): Promise<Record<string, unknown>> {
  const tables = await queryOn<{ name: string }>(
    url,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const rows = tables.map(async ({ name }) => [
    name,
    await queryOn(url, `SELECT t::text AS row FROM ${name} t ORDER BY 1`),
  ]);
  return Object.fromEntries(await Promise.all(rows));
}

let files = 0;
const newFile = () => join(folder, `backup-${files++}.muster`);

beforeAll(async () => {
  const acme = await connectedTenant();
  const { body } = await acme.send(
    'POST /Users',
    user('ada', { title: 'tab\tnew\nline \\. \\N "quoted" ü 👩‍💻' }),
  );
  await acme.send('POST /Users', user('\\.'));
  await acme.send('POST /Users', user('large', { displayName: 'x'.repeat(700_000) }));
  await acme.send('POST /Groups', group('Crew', [body.id]));
  await acme.send('POST /Users', {});
  // What is written behind the answers has to be there before the backup.
  for (const flush of [flushKeyUse, flushStrayKeys, flushRefusals, flushRequests, settleRequests])
    await flush();
  const { tenantId } = await addTenant('Globex');
  await addUser(tenantId, {
    userName: 'local',
    password: 'a fine long password',
    permissions: ['users.view'],
  });
  await migrate(source, migrations);
  await run(`INSERT INTO kinds (f, d, b, j, a, t, i, yes) VALUES
    (0.1::float8 + 0.2::float8, 12345678901234567890.123, '\\x00ff5c2e0a', 'null', '{"a,b",NULL,"\\\\."}',
      '2026-02-03 04:05:06.789012+00', '1 mon 2 days', true),
    (NULL, NULL, '', '{"a":[1,null,"\\\\"]}', '{}', 'infinity', NULL, NULL)`);
  await run(`INSERT INTO kinds (b) SELECT decode(repeat('00ff5c2e0a', 200000), 'hex')`);
  // A trigger has made it -1, and would again.
  await run('UPDATE kinds SET f = 7 WHERE n = 1');
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of made) await queryOn(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`);
});

const backUp = async (): Promise<string> => {
  const file = newFile();
  await writeBackup(source, file);
  return file;
};

it('a backup is restored row by row, whatever they hold, and written on from there', async () => {
  const file = newFile();
  const written = await writeBackup(source, file);
  expect(written).toMatchObject({ file, bytes: statSync(file).size });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const url = await emptyDatabase();
  const restored = await restoreBackup(url, file, migrations);
  expect(restored).toMatchObject({ tables: written.tables, rows: written.rows, migrated: [] });
  const [before, after] = [await everything(source), await everything(url)];
  expect(Object.keys(before)).toContain('kinds');
  expect(after).toEqual(before);
  const [next] = await queryOn<{ n: string; twice: string }>(
    url,
    'INSERT INTO kinds (d) VALUES (2) RETURNING n, twice',
  );
  expect(next).toEqual({ n: '4', twice: '4' });
  // The triggers are there again.
  expect(await queryOn(url, 'SELECT f FROM kinds WHERE n = 4')).toEqual([{ f: -1 }]);
});

it('the schema of an older version is brought to this one’s', async () => {
  const url = await emptyDatabase();
  const older = await emptyDatabase();
  await migrate(older);
  await queryOn(older, `INSERT INTO tenants (id, slug, name) VALUES (gen_random_uuid(), 'old', 'Old')`);
  const file = newFile();
  await writeBackup(older, file);
  expect(await restoreBackup(url, file, migrations)).toMatchObject({ migrated: ['29990101000000_kinds'] });
  expect(await queryOn(url, 'SELECT slug FROM tenants')).toEqual([{ slug: 'old' }]);
});

it('what is written meanwhile is in a backup whole or not at all', async () => {
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n += 1)
      await transaction(async (tx) => {
        const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
        // The last table and the first one that a backup comes to.
        await tx.rows({
          text: `INSERT INTO tenants (id, slug, name) VALUES ($1::uuid, $1::text, 'pair')`,
          values: [id],
        });
        await tx.rows({
          text: `INSERT INTO activities (id, tenant_id, actor, action, subject, outcome) VALUES ($1, $1, 'system', 'pair', 'tenant', 'done')`,
          values: [id],
        });
      });
  })();
  const url = await emptyDatabase();
  await expect
    .poll(async () => (await run(`SELECT 1 FROM tenants WHERE name = 'pair'`)).length)
    .toBeGreaterThan(20);
  const file = await backUp();
  writing = false;
  await writer;
  await restoreBackup(url, file, migrations);
  const [counts] = await queryOn<{ tenants: number; told: number }>(
    url,
    `SELECT (SELECT count(*)::int FROM tenants WHERE name = 'pair') AS tenants,
      (SELECT count(*)::int FROM activities WHERE action = 'pair') AS told`,
  );
  expect(counts?.tenants).toBeGreaterThan(20);
  expect(counts?.told).toBe(counts?.tenants);
});

/** The tables that a database has. */
const tablesOf = (url: string) => queryOn(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);

const text = (file: string) => gunzipSync(readFileSync(file)).toString('latin1');
const zipped = (content: string) => gzipSync(Buffer.from(content, 'latin1'));

it.each<[string, (file: string) => Buffer, RegExp]>([
  ['cut off', (file) => readFileSync(file).subarray(0, -40), /can't be read|ends too early/],
  ['cut off and closed', (file) => zipped(text(file).slice(0, -40)), /ends too early|not what it should be/],
  ['without its end', (file) => zipped(text(file).replace(/\{"end".*\n/, '')), /ends too early/],
  ['with a changed byte', (file) => changedByte(readFileSync(file)), /can't be read|not/],
  [
    'with a changed row',
    (file) => zipped(text(file).replace('\tada\tada\t', '\teve\tada\t')),
    /rows of users are not those/,
  ],
  [
    'with a row less',
    (file) => zipped(text(file).replace(/^.*\tglobex\tGlobex\t.*\n/m, '')),
    /rows of tenants are not those/,
  ],
  [
    'with a table less',
    (file) => zipped(text(file).replace(/\{"table":"setup_links"[\s\S]*?"sha256".*\n/, '')),
    /tables are missing/,
  ],
  ['with more behind its end', (file) => zipped(`${text(file)}x`), /something stands behind its end/],
  ['of something else', () => zipped('{"hello":"world"}\n'), /a line is not what it should be/],
  ['that is no gzip', () => Buffer.from('hello'), /can't be read/],
  [
    'of a newer version',
    (file) => zipped(text(file).replace('29990101000000_kinds', '29990202000000_later')),
    /made by a newer version of Muster \(29990202000000_later/,
  ],
])('a file %s is refused, and nothing is restored', async (_, damage, reason) => {
  const file = newFile();
  writeFileSync(file, damage(await backUp()));
  const url = await emptyDatabase();
  await expect(restoreBackup(url, file, migrations)).rejects.toThrow(reason);
  await expect(restoreBackup(url, file, migrations)).rejects.toBeInstanceOf(BackupError);
  expect(await tablesOf(url)).toEqual([]);
});

function changedByte(content: Buffer): Buffer {
  const at = Math.floor(content.length / 2);
  content.writeUInt8((content.readUInt8(at) + 1) % 256, at);
  return content;
}

it('a file that is not there is named', async () => {
  await expect(restoreBackup(await emptyDatabase(), newFile())).rejects.toThrow(/can't be read \(ENOENT/);
});

it('a restore that fails on its way leaves nothing', async () => {
  const file = newFile();
  // Every sum agrees, and PostgreSQL refuses the value.
  const content = text(await backUp());
  const [line = '', rows = ''] = /\{"table":"tenants".*\n([\s\S]*?)\\\.\n/.exec(content) ?? [];
  const wrong = rows.replace(/^[0-9a-f-]{36}/, 'no-uuid');
  const sum = (of: string) => createHash('sha256').update(Buffer.from(of, 'latin1')).digest('hex');
  writeFileSync(
    file,
    zipped(content.replace(line, line.replace(rows, wrong)).replace(sum(rows), sum(wrong))),
  );
  const url = await emptyDatabase();
  await expect(restoreBackup(url, file, migrations)).rejects.toThrow(/invalid input syntax for type uuid/);
  expect(await tablesOf(url)).toEqual([]);
  // The same database takes a sound one.
  expect(await restoreBackup(url, await backUp(), migrations)).toMatchObject({ migrated: [] });
});

it('a database with tables is refused, and left as it is', async () => {
  const url = await emptyDatabase();
  await queryOn(url, 'CREATE TABLE theirs (id int)');
  await expect(restoreBackup(url, await backUp(), migrations)).rejects.toThrow(
    /not empty: it has 1 tables\. Restore into a new database/,
  );
  expect(await tablesOf(url)).toEqual([{ tablename: 'theirs' }]);
});

it('a file that is there is never written over, and a database that is not Muster’s is not backed up', async () => {
  const file = newFile();
  writeFileSync(file, 'precious');
  await expect(writeBackup(source, file)).rejects.toThrow(/is there already/);
  expect(readFileSync(file, 'utf8')).toBe('precious');
  const none = newFile();
  await expect(writeBackup(await emptyDatabase(), none)).rejects.toThrow(/does not hold Muster’s tables/);
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
});

it('a database that is not there and a folder that is not there are told in a sentence', async () => {
  const nowhere = 'postgresql://somebody@127.0.0.1:1/muster';
  await expect(writeBackup(nowhere, join(folder, 'unreached'))).rejects.toThrow(BackupError);
  await expect(writeBackup(nowhere, join(folder, 'unreached'))).rejects.toThrow(
    /^PostgreSQL does not let Muster in: .*ECONNREFUSED.* Check DATABASE_URL/,
  );
  const missing = join(folder, 'no-such-folder', 'muster.backup');
  await expect(writeBackup(source, missing)).rejects.toThrow(BackupError);
  await expect(writeBackup(source, missing)).rejects.toThrow(/muster\.backup can’t be written \(ENOENT\)/);
});
