// `npm run migration -- <name>`: writes a new migration from what schema.prisma says more than the migrations do.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildBundles } from './build.mjs';
import { requireNode, root } from './checkout.mjs';
import { differenceFromSchema, migrationsList, wholeDatabase, withEngine } from './prisma-engine.mjs';

/** Applies all migrations to an empty database and returns what is missing in it. */
async function missing() {
  await buildBundles();
  const { openEmbedded } = await import('../dist/embedded.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-migration-'));
  chmodSync(dataDir, 0o711);
  const database = await openEmbedded({ dataDir, role: 'command' });
  try {
    const request = { migrationsList: migrationsList(), filters: wholeDatabase };
    await withEngine(database.url, (engine) => engine.applyMigrations(request));
    return await differenceFromSchema(database.url);
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function write(name, script) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(root, 'prisma', 'migrations', `${stamp}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'migration.sql'), script);
  return relative(root, join(folder, 'migration.sql'));
}

requireNode();
process.chdir(root);
const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration, in small letters: npm run migration -- add_department');
  process.exit(2);
}
const script = await missing();
console.log(
  script
    ? `Wrote ${write(name, script)}. Read it before you commit it: a renamed column looks like a dropped one.`
    : 'The migrations make all that prisma/schema.prisma says; there is nothing to write.',
);
