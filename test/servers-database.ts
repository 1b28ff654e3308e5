import { afterAll, inject } from 'vitest';
import { closeDatabase, openDatabase } from '../lib/database';

// Tests look into the database that the servers share, each at its own tenants.
const { databaseUrl = '' } = inject('servers') ?? {};
process.env.DATABASE_URL = databaseUrl;
process.env.MUSTER_URL = 'http://localhost:3000';
openDatabase(databaseUrl);

afterAll(closeDatabase);
