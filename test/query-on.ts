import pg from 'pg';

/** Runs SQL on the database at `url`, past the process's pool, on a connection that is closed after it. */
export async function queryOn<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
