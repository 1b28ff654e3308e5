// Fills the database of a data folder with one large tenant beside ten middle and a hundred small ones:
//   node scripts/large-tenant/fill.mjs FOLDER [--users 1000000] [--activities 10000000]
// Needs a build (`npm run build`) and an empty data folder; takes minutes and some 10 GB at full size. The
// administrator of the large tenant is admin@large.test with the password printed at the end.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { root } from '../checkout.mjs';
import { step } from '../progress.mjs';
import { account } from './account.mjs';
import * as people from './people-sql.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string', default: '1000000' },
    activities: { type: 'string', default: '10000000' },
  },
});
const [folder] = positionals;
if (!folder) throw new Error('Say which data folder to fill: node scripts/large-tenant/fill.mjs FOLDER');
const dataDir = resolve(folder);
const chunk = 100_000;
/** What the bulk of the rows is written with; the server starts with its own settings again. */
const settings = {
  max_wal_size: '8GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  synchronous_commit: 'off',
  autovacuum: 'off',
};

async function muster(args, input = '') {
  const child = spawn(process.execPath, [join(root, 'dist/muster.js'), ...args, '--json'], {
    env: { ...process.env, MUSTER_DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input);
  return JSON.parse(await text(child.stdout));
}

async function openAsSuperuser() {
  const { openEmbedded } = await import('../../dist/embedded.js');
  const embedded = await openEmbedded({ dataDir, role: 'command', settings });
  const url = new URL(embedded.adminUrl);
  url.pathname = '/muster';
  const db = new pg.Client({ connectionString: url.href });
  await db.connect();
  // Rows that are consistent by construction need no foreign key to look them up.
  await db.query(`SET session_replication_role = replica; SET maintenance_work_mem = '1GB'`);
  await db.query(people.functions);
  return { db, embedded };
}

/** Runs `fill` without the indexes that only read, and makes them after it. */
async function withoutIndexes(db, fill) {
  const { rows } = await db.query(`SELECT indexname, indexdef FROM pg_indexes i
    WHERE schemaname = 'public' AND tablename IN ('users', 'memberships', 'activities')
      AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indexrelid = i.indexname::regclass AND x.indisunique)`);
  for (const { indexname } of rows) await db.query(`DROP INDEX "${indexname}"`);
  await fill();
  await step('Indexes', async () => {
    for (const { indexdef } of rows) await db.query(indexdef);
  });
}

async function inChunks(from, to, run) {
  for (let start = from; start <= to; start += chunk) await run(start, Math.min(to, start + chunk - 1));
}

async function fillTenant(db, { tenantId, configurationId, slug, users, roles, activities }) {
  await inChunks(1, users, (from, to) => db.query(people.users, [tenantId, configurationId, slug, from, to]));
  await db.query(people.roles, [tenantId, configurationId, slug, roles]);
  await db.query(people.permissions, [slug, roles]);
  // Role 1 is everybody's, role 2 has every tenth user.
  await db.query(people.members, [tenantId, slug, 1, 1, users]);
  await db.query(people.members, [tenantId, slug, 2, 10, users]);
  await db.query(people.smallRoles, [tenantId, slug, 3, roles, users]);
  await inChunks(1, activities, (from, to) =>
    db.query(people.activities, [tenantId, configurationId, slug, from, to, activities, users]),
  );
}

async function fillOthers(db) {
  const sizes = [...Array(10).fill(10_000), ...Array(100).fill(100)];
  for (const [i, users] of sizes.entries()) {
    const slug = `${users > 100 ? 'middle' : 'small'}-${i}`;
    const tenant = { tenantId: randomUUID(), configurationId: randomUUID(), slug };
    await db.query('INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $2)', [tenant.tenantId, slug]);
    await db.query(`INSERT INTO configurations (id, tenant_id, provider) VALUES ($1, $2, 'okta')`, [
      tenant.configurationId,
      tenant.tenantId,
    ]);
    await fillTenant(db, { ...tenant, users, roles: Math.max(3, users / 100), activities: users * 4 });
    await db.query(
      `INSERT INTO role_permissions (role_id, permission)
        SELECT id, 'client.manage' FROM roles WHERE tenant_id = $1 AND name = 'Role 3'`,
      [tenant.tenantId],
    );
  }
}

async function main() {
  const created = ['tenant', 'create', '--name', 'Large', '--admin-email', account.identifier];
  const { tenantId } = await muster([...created, '--admin-password-stdin'], account.password);
  await muster(['scim', 'connect', '--tenant', 'large', '--provider', 'okta']);
  const { db, embedded } = await openAsSuperuser();
  const { rows } = await db.query('SELECT id FROM configurations WHERE tenant_id = $1', [tenantId]);
  const large = { tenantId, configurationId: rows[0].id, slug: 'large', roles: 2000 };
  const sizes = { users: Number(values.users), activities: Number(values.activities) };
  await withoutIndexes(db, async () => {
    await step('Other tenants', () => fillOthers(db));
    await step('The large tenant', () => fillTenant(db, { ...large, ...sizes }));
  });
  await step('Analysis', () => db.query('VACUUM (ANALYZE, FREEZE)'));
  await db.end();
  await embedded.close();
  console.log(`\n  ${dataDir} is filled: ${account.identifier}, ${account.password}\n`);
}

await main();
