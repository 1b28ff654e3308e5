import { z } from 'zod';

/*
 * A backup is a gzip of lines: a header, then for each table a line that names it, its rows as PostgreSQL's COPY writes
 * them (in text: one line a row), a line `\.` and a line with their count and SHA-256; at last a line that says so.
 */

/** The first line: what it is, and the schema that the rows have. */
export const headerLine = z.object({
  format: z.literal('muster-backup'),
  version: z.literal(1),
  made: z.iso.datetime(),
  /** The migrations that were applied, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
});

/** The line before the rows of a table. */
export const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

/** The line behind them. */
export const sumLine = z.object({ rows: z.int().min(0), sha256: z.string().length(64) });

/** The last line: nothing is missing before it. */
export const endLine = z.object({
  end: z.literal(true),
  tables: z.int().min(0),
  /** Where sequences stand; one that gave out nothing yet is not among them. */
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/) })),
});

/** Stands behind the last row of a table: no row is written like that. */
export const terminator = '\\.\n';

/** What the first line says. */
export type Header = z.output<typeof headerLine>;
/** What the line before a table's rows says. */
export type TableLine = z.output<typeof tableLine>;
/** What the line behind them says. */
export type SumLine = z.output<typeof sumLine>;
/** What the last line says. */
export type EndLine = z.output<typeof endLine>;

/** One table of a backup. */
export type TableSum = TableLine & SumLine;

/** What a backup holds, without its rows. */
export interface Contents {
  readonly header: Header;
  /** In an order in which no row refers to one that comes later. */
  readonly tables: readonly TableSum[];
  readonly sequences: EndLine['sequences'];
}

/** A backup can't be made or restored. The message says why, and what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}
