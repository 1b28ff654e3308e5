import { createWriteStream } from 'node:fs';
import { link, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { appliedLevel, sequences, tablesInOrder } from './catalog';
import { connectForCopy, copyOut, RowSum } from './copy-out';
import { BackupError, type EndLine, type Header, terminator } from './format';

/** What was written. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes the whole database into a new file: as it was at one moment, while others go on writing. The file is there
 * when it is whole, and nobody but its owner reads it.
 * @throws BackupError where the file is there already or can't be written, or the database is not there or not Muster's
 */
export async function writeBackup(url: string, file: string): Promise<Written> {
  if (await exists(file)) throw new BackupError(`${file} is there already. Name a new file.`);
  const client = await connectForCopy(url);
  const part = `${file}.part-${process.pid}`;
  try {
    await begin(part, file);
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const counted = { tables: 0, rows: 0 };
    const lines = Readable.from(linesOf(client, counted), { objectMode: false, highWaterMark: 1024 * 1024 });
    await pipeline(lines, createGzip(), createWriteStream(part, { flags: 'r+', flush: true }));
    await publish(part, file);
    return { file, bytes: (await stat(file)).size, ...counted };
  } finally {
    await client.end().catch(() => {});
    await rm(part, { force: true });
  }
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Makes the file that is to become `file`: empty, and its owner's alone. */
async function begin(part: string, file: string): Promise<void> {
  await writeFile(part, '', { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    const reason = `${file} can’t be written (${cause.code})`;
    throw new BackupError(`${reason}. Name a file in a folder that is there and that you may write to.`, {
      cause,
    });
  });
}

/** Gives the whole file its name, unless another one took it meanwhile. */
async function publish(part: string, file: string): Promise<void> {
  await link(part, file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST')
      throw new BackupError(`${file} is there already. Name a new file.`, { cause });
    throw cause;
  });
  const folder = await open(dirname(file), 'r');
  // Where folders can't be flushed, the system sees to it.
  await folder.sync().catch(() => {});
  await folder.close();
}

const lineOf = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);

async function* linesOf(
  client: pg.Client,
  counted: { tables: number; rows: number },
): AsyncGenerator<Buffer> {
  const migrations = await appliedLevel(client);
  const made = new Date().toISOString();
  yield lineOf({ format: 'muster-backup', version: 1, made, migrations } satisfies Header);
  for (const table of await tablesInOrder(client)) {
    yield lineOf(table);
    const sum = new RowSum();
    for await (const chunk of copyOut(client, table)) {
      sum.add(chunk);
      yield chunk;
    }
    yield Buffer.from(terminator);
    const total = sum.end();
    yield lineOf(total);
    counted.tables += 1;
    counted.rows += total.rows;
  }
  const end: EndLine = { end: true, tables: counted.tables, sequences: await sequences(client) };
  yield lineOf(end);
}
