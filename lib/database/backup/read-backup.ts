import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { RowSum } from './copy-out';
import {
  BackupError,
  type Contents,
  endLine,
  headerLine,
  sumLine,
  type TableLine,
  type TableSum,
  tableLine,
  terminator,
} from './format';

/** More than any line of a backup that is no row. */
const longestLine = 1024 * 1024;

/** Reads a backup from its start, piece by piece. */
class BackupReader {
  /** What was read and not taken yet; it begins with a line. */
  private rest: Buffer = Buffer.alloc(0);
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(private readonly file: string) {
    const source = createReadStream(file, { highWaterMark: 256 * 1024 });
    const plain = createGunzip();
    source.on('error', (error) => plain.destroy(error));
    this.chunks = source.pipe(plain)[Symbol.asyncIterator]();
  }

  damaged(what: string, cause?: unknown): BackupError {
    return new BackupError(`${this.file} is no whole backup: ${what}. Nothing was restored.`, { cause });
  }

  /** Takes in more. @returns false at the end */
  private async more(): Promise<boolean> {
    try {
      const { done, value } = await this.chunks.next();
      if (done) return false;
      this.rest = this.rest.length > 0 ? Buffer.concat([this.rest, value]) : value;
      return true;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw this.damaged(`it can't be read (${reason})`, cause);
    }
  }

  /** The next line, which must fit `schema`. */
  async line<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    let end = this.rest.indexOf('\n');
    while (end < 0) {
      if (this.rest.length > longestLine) throw this.damaged('a line is too long');
      if (!(await this.more())) throw this.damaged('it ends too early');
      end = this.rest.indexOf('\n');
    }
    const text = this.rest.toString('utf8', 0, end);
    this.rest = this.rest.subarray(end + 1);
    try {
      return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw this.damaged('a line is not what it should be', cause);
    }
  }

  /** The rows of a table, whole lines in each piece, up to what stands behind them. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.rest.subarray(0, terminator.length).toString('latin1') === terminator) {
        this.rest = this.rest.subarray(terminator.length);
        return;
      }
      const last = this.rest.indexOf(`\n${terminator}`);
      const end = (last >= 0 ? last : this.rest.lastIndexOf('\n')) + 1;
      if (end > 0) {
        const lines = this.rest.subarray(0, end);
        this.rest = this.rest.subarray(end);
        yield lines;
      } else if (!(await this.more())) throw this.damaged('it ends too early');
    }
  }

  /** Whether nothing is left. */
  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && !(await this.more());
  }
}

/** What to do with the rows of each table; they need not all be taken. */
export type Take = (table: TableLine, rows: AsyncGenerator<Buffer>) => Promise<void>;

/**
 * Reads a backup from start to end, and holds every table against its count and sum.
 * @throws BackupError where anything is missing, too much or different
 */
export async function readBackup(file: string, take?: Take): Promise<Contents> {
  const reader = new BackupReader(file);
  const header = await reader.line(headerLine);
  const tables: TableSum[] = [];
  for (;;) {
    const line = await reader.line(tableLine.or(endLine));
    if ('end' in line) {
      if (line.tables !== tables.length) throw reader.damaged('tables are missing');
      if (!(await reader.isOver())) throw reader.damaged('something stands behind its end');
      return { header, tables, sequences: line.sequences };
    }
    const sum = new RowSum();
    const rows = summed(reader.rows(), sum);
    if (take) await take(line, rows);
    for await (const _ of rows);
    const [found, written] = [sum.end(), await reader.line(sumLine)];
    if (found.rows !== written.rows || found.sha256 !== written.sha256)
      throw reader.damaged(`the rows of ${line.table} are not those that were written`);
    tables.push({ ...line, ...written });
  }
}

async function* summed(rows: AsyncGenerator<Buffer>, sum: RowSum): AsyncGenerator<Buffer> {
  for await (const chunk of rows) {
    sum.add(chunk);
    yield chunk;
  }
}
