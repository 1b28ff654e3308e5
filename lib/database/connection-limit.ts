import { sql } from './sql';

/** How many connections the PostgreSQL server has for everybody but its superusers. */
export async function connectionLimit(): Promise<number> {
  const [row] = await sql.rows<{ most: number }>({
    text: `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      AS most`,
    values: [],
  });
  return row?.most ?? 0;
}
