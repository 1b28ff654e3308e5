import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { closeDatabase, openDatabase } from '../lib/database';
import { queryOn } from './query-on';

// Each test file gets a database of its own, cloned from the migrated template, open before the file is loaded.
const adminUrl = inject('adminUrl');
const name = `test_${randomBytes(8).toString('hex')}`;

await queryOn(adminUrl, `CREATE DATABASE ${name} TEMPLATE template_muster`);
const url = new URL(adminUrl);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;
process.env.MUSTER_URL ??= 'http://localhost:3000';
openDatabase(url.href);

afterAll(async () => {
  await closeDatabase();
  await queryOn(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
});
