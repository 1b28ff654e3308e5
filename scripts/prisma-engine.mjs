// Prisma's own schema engine, from its WebAssembly package: it needs no download. For authoring migrations and for
// tests that hold Muster's migrations against it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { root } from './checkout.mjs';

const schemaFile = join(root, 'prisma', 'schema.prisma');

/** @typedef {import('@prisma/schema-engine-wasm').SchemaEngine} SchemaEngine */

/** The whole of prisma/schema.prisma, as the engine takes it. */
export function schemaFiles() {
  return [{ path: 'schema.prisma', content: readFileSync(schemaFile, 'utf8') }];
}

/** Nothing is left out of a comparison. */
export const wholeDatabase = { externalTables: [], externalEnums: [] };

/**
 * A folder of migrations, as the engine takes it.
 * @param {string} [folder]
 * @returns {import('@prisma/schema-engine-wasm').MigrationList}
 */
export function migrationsList(folder = join(root, 'prisma', 'migrations')) {
  const lockfile = join(folder, 'migration_lock.toml');
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

/**
 * PostgreSQL's catalogs have columns of its one-byte type "char". Prisma's adapter knows no such type, but the engine
 * asks for it: they pass the adapter as an array of characters, and become characters behind it.
 */
class CatalogPool extends pg.Pool {
  async query(...args) {
    const result = await super.query(...args);
    for (const field of result.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1002;
    return result;
  }
}

function adapterFor(pool) {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const { CharacterArray, Character } = ColumnTypeEnum;
      return {
        ...result,
        columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)),
      };
    };
    // The adapter would cut a script at each semicolon, also within a function's body.
    adapter.executeScript = async (script) => void (await pool.query(script));
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

// The package keeps one instance per process.
let loaded;

async function loadEngine() {
  // The package's main entry imports its .wasm file, which Node 20 refuses.
  const folder = join(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'), '..');
  const engine = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href);
  const code = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return engine.SchemaEngine;
}

/**
 * Runs `work` with the engine on a database.
 * @template Result
 * @param {string} url
 * @param {(engine: SchemaEngine) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withEngine(url, work) {
  loaded ??= loadEngine();
  const SchemaEngine = await loaded;
  const pool = new CatalogPool({ connectionString: url });
  const datamodels = schemaFiles().map(({ path, content }) => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => {}, adapterFor(pool));
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The SQL that turns a live database into what schema.prisma says; undefined where there is no difference.
 * @param {string} url
 * @returns {Promise<string | undefined>}
 */
export async function differenceFromSchema(url) {
  const { exitCode, stdout } = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files: schemaFiles(), configDir: root },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script: true,
      exitCode: true,
      filters: wholeDatabase,
    }),
  );
  return exitCode === 0 ? undefined : (stdout ?? undefined);
}
