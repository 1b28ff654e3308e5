import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { unreachable } from '../unreachable';
import { BackupError, type SumLine, type TableLine } from './format';

const newline = 10;

/** One way to write each value, whatever the server's settings say; and no time limit. */
const session =
  '-c statement_timeout=0 -c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 -c synchronize_seqscans=off';

/** A connection of its own, for work that takes as long as it takes. @throws BackupError where there is none */
export async function connectForCopy(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'muster backup',
    options: session,
  });
  // What is under way fails by itself; an unheard error would end the process.
  client.on('error', () => {});
  await client.connect().catch((cause: unknown) => {
    throw new BackupError(unreachable(cause), { cause });
  });
  return client;
}

/** A list of columns, as SQL. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}

/** Counts rows on their way, and sums them up. */
export class RowSum {
  private readonly hash = createHash('sha256');
  private rows = 0;

  add(chunk: Buffer): void {
    this.hash.update(chunk);
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) this.rows += 1;
  }

  /** The sum; no more rows after it. */
  end(): SumLine {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** The rows of a table, as COPY writes them. */
export function copyOut(client: pg.Client, { table, columns }: TableLine): AsyncIterable<Buffer> {
  const rows = `SELECT ${columnList(columns)} FROM ONLY ${pg.escapeIdentifier(table)}`;
  return client.query(copyTo(`COPY (${rows}) TO STDOUT`));
}
