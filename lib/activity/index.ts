export { type Action, type Area, actions, areas } from './actions';
export { byteOrderMark, csvRecord } from './csv';
export { entryOf, type ToldEntry } from './entry';
export { type Exchange, exchangeOf } from './exchange';
export { bytesOf, type ExportFormat, exported, exportFormats } from './export';
export { type LatestRequest, latestRequests, type Problem } from './latest-requests';
export { type ActivityItem, type ActivityPage, listActivity, readActivity } from './list';
export type { NotedExchange, NotedRequest, TenantRequest } from './noted-request';
export { flushRequests, noteLatest, noteRequest } from './noted-requests';
export { idsFromNow, numberedId } from './numbered-id';
export { leastIdAt, pruneActivity, pruneExchanges } from './prune';
export { startPruning } from './pruning';
export {
  type ActivityQuery,
  activityFilters,
  activityQuery,
  type Filters,
  filtersOf,
  requestFilters,
} from './query';
export {
  type Actor,
  activityInsert,
  type Entry,
  recordActivity,
  recordMembers,
  type Subject,
} from './record';
export { recordExport } from './record-export';
export { flushRefusals, recordRefused } from './refusals';
export { storableStart } from './storable';
export { type RefusalReason, type SyncFacts, syncFacts } from './sync-facts';
export { type SyncHour, syncHours } from './sync-hours';
export type { Told } from './told';
export { type HistoryQuery, historyQuery, userHistory } from './user-history';
export { inWords } from './words';
