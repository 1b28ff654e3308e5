export { closeDatabase, openDatabase, prisma } from './client';
export { connectionLimit } from './connection-limit';
export type { Prisma } from './generated/client';
export { type Sql, type Statement, sql, transaction } from './sql';
export { sqlState } from './sql-state';
export { textArray } from './text-array';
export { isTimeout } from './timeout';
export { violatedIndex } from './unique-violation';
export { type WrittenBehind, writtenBehind } from './written-behind';
