/** Why no connection came about, and what to look at, for who gave DATABASE_URL. */
export function unreachable(cause: unknown): string {
  // Of several addresses, each failed by itself, and the whole has no message.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const reason = first instanceof Error ? first.message : String(first);
  return `PostgreSQL does not let Muster in: ${reason}. Check DATABASE_URL, and that the server runs.`;
}
