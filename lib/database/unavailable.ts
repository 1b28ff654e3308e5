import pg from 'pg';

/** After so many seconds a client may ask again: PostgreSQL recovers from a crash within a few, as a rule. */
export const retryAfterSeconds = 5;

/**
 * The database could not be reached, or could not do what it was asked in time. Nobody's request was wrong, and the
 * same one may go through later. What was under way is rolled back, or done: its sender has to look.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';

  constructor(cause: unknown) {
    super(`The database is not available: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * SQLSTATEs of a server that is not up to it: connection exceptions (08), resources (53), an operator or a crash (57),
 * the system under it (58); and transactions that lost to others again and again. All but a statement that was
 * cancelled for its time say that the server can't serve; what is wrong with a statement or its data is not among them.
 */
const states = /^(?:08|53|57|58)|^(?:40001|40P01|25006)$/;

/** What Node.js says of a server that it can't reach, or reaches no more. */
const codes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What the driver says of a connection that ended or hangs; these errors have no code. */
const messages =
  /^(?:Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client (?:has encountered|was closed)|Cannot use a pool after)/;

/** What an error says, in its own words. */
export function reasonOf(error: unknown): string {
  // Of several addresses each failed by itself, and the whole has no message.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

/** Whether `error` says that the database is not there for anybody, rather than that this statement is wrong. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return states.test(error.code ?? '');
  if ('code' in error && typeof error.code === 'string') return codes.has(error.code);
  return messages.test(error.message);
}

/**
 * Whether a connection is of no more use after `error`. What PostgreSQL refuses leaves its connection as it was; any
 * other failure leaves it broken, or with an answer on its way that would be taken for the next statement's.
 */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(?:FATAL|PANIC)$/.test(error.severity ?? '');
}

/** Whether the answer to a statement did not come in time, or a connection was not there in time. */
export function isLate(error: unknown): boolean {
  return error instanceof Error && /^(?:Query read timeout|timeout expired)$/.test(error.message);
}
