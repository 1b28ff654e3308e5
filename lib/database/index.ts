export { databaseAnswers } from './answers';
export { closeDatabase, openDatabase, prisma } from './client';
export { connectionLimit } from './connection-limit';
export type { Prisma } from './generated/client';
export { type Sql, type Statement, sql, transaction } from './sql';
export { sqlState } from './sql-state';
export { isTimeout } from './timeout';
export { DatabaseUnavailable, retryAfterSeconds } from './unavailable';
export { violatedIndex } from './unique-violation';
