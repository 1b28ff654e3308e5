/** A refusal that the pages show as it is: what was wrong and what to change. */
export class AppError extends Error {
  override name = 'AppError';

  constructor(
    /** The HTTP status of the answer. */
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429,
    message: string,
  ) {
    super(message);
  }
}
