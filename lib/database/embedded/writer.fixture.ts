// A server of its own, for tests that kill it: writes row after row and tells each one that was acknowledged.
import pg from 'pg';
import { openEmbedded } from '.';

const database = await openEmbedded({ dataDir: process.argv[2] ?? '', role: 'server', patience: 20_000 });
const client = new pg.Client({ connectionString: database.url });
// The test kills PostgreSQL, too.
client.on('error', () => {});
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS written (n int)');
for (let n = 1; ; n += 1) {
  await client.query('INSERT INTO written VALUES ($1)', [n]);
  console.log(n);
}
