import { csvHead, csvLine, jsonLine } from './csv';
import type { ActivityItem } from './list';

/** How activity is exported, by the name that stands in addresses. */
export const exportFormats = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv', head: csvHead, line: csvLine },
  json: { type: 'application/x-ndjson; charset=utf-8', extension: 'ndjson', head: '', line: jsonLine },
} as const;

/** The name of a format. */
export type ExportFormat = keyof typeof exportFormats;

async function* texts(
  batches: AsyncIterable<readonly ActivityItem[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  const { head, line } = exportFormats[format];
  if (head) yield head;
  for await (const entries of batches) yield entries.map(line).join('');
}

/** Entries as the bytes of a file. */
export function exported(
  batches: AsyncIterable<readonly ActivityItem[]>,
  format: ExportFormat,
): ReadableStream<Uint8Array> {
  return bytesOf(texts(batches, format));
}

/**
 * Parts of a text as bytes. The next part is made once the one before has left; none is any more once the reader has
 * gone.
 */
export function bytesOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
