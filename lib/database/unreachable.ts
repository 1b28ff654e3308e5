import { reasonOf } from './unavailable';

/** Why no connection came about, and what to look at, for who gave DATABASE_URL. */
export function unreachable(cause: unknown): string {
  return `PostgreSQL does not let Muster in: ${reasonOf(cause)}. Check DATABASE_URL, and that the server runs.`;
}
