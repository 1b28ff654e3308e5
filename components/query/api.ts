/** A refusal of the server: its status, and the text that the page shows. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    /** What is wrong with single fields of the input, by their names. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
  );
}

async function refusal(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { error, fields } =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new ApiError(
    response.status,
    textOf(error, `The server answered ${response.status}. Try again in a moment.`),
    fieldsOf(fields),
  );
}

/**
 * Asks one of Muster's JSON routes. A session that has ended leads to the sign-in page and back.
 * @throws ApiError when the server refuses, or cannot be reached (status 0)
 */
export async function api<Result>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Result> {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(0, 'Muster can’t be reached. Check your connection and try again.');
  });
  if (response.status === 401) {
    const back = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
  }
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? (undefined as Result) : ((await response.json()) as Result);
}

/** The text of an error for the reader: the server's own words where it refused. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'That did not work. Try again.';
}

/** What an error says of single fields of a form, by their names; the error itself where it says nothing of any. */
export function problemsIn(error: Error | null) {
  const fields = error instanceof ApiError ? error.fields : {};
  return { fields, general: Object.keys(fields).length === 0 ? error : null };
}
