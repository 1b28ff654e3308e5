/** The name of the unique index that `error` (from PostgreSQL) says was violated, if that is what it says. */
export function violatedIndex(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== '23505')
    return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
}
