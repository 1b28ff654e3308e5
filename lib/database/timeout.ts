/** SQLSTATE query_canceled: the statement took longer than it may, and nothing of it was done. */
const cancelled = '57014';

/** True for the error of a statement that was ended because it took too long, whoever passes it on. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === cancelled) || isTimeout(error.cause);
}
