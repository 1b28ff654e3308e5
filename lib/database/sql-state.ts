/** The SQLSTATE of an error that PostgreSQL sent; undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  const isOne = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isOne && /^[0-9A-Z]{5}$/.test(error.code as string) ? (error.code as string) : undefined;
}
