import type { z } from 'zod';
import { AppError } from '../../app-error';
import { comesFromOtherSite } from '../../other-sites';

const largestBody = 1_048_576;

/** A refusal of input, with what to change beside the name of each field. */
export class InputError extends AppError {
  constructor(readonly fields: Readonly<Record<string, string>>) {
    const lines = Object.entries(fields).map(([field, message]) =>
      field ? `${field}: ${message}` : message,
    );
    super(400, lines.join(' '));
  }
}

/** Refuses a write that a page of another site sent with the reader's cookies. @throws AppError 403 */
export function refuseOtherSites(request: Request): void {
  if (comesFromOtherSite(request))
    throw new AppError(403, 'This request came from another site. Open Muster itself and try again.');
}

/** The JSON body of `request`, checked by `schema`. @throws AppError 400 or 413, InputError with the fields */
export async function readBody<Schema extends z.ZodType>(request: Request, schema: Schema) {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new AppError(400, 'Send the body as JSON, with the header Content-Type: application/json.');
  return parse(schema, toJson(await readText(request)));
}

async function readText(request: Request): Promise<string> {
  const tooLarge = new AppError(413, `Send a body of at most ${largestBody} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) throw tooLarge;
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBody) throw tooLarge;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError(400, 'The body is not valid JSON.');
  }
}

/** `value` as `schema` gives it out. @throws InputError with a message for each field that needs a change */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join('.')] ??= issue.message;
  throw new InputError(fields);
}

/** The query of `request`; a name that is given several times is an array. */
export function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
