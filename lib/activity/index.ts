export { byteOrderMark, csvRecord } from './entries/csv';
export { entryOf, type ToldEntry } from './entries/entry';
export { bytesOf, type ExportFormat, exported, exportFormats } from './entries/export';
export { type ActivityItem, type ActivityPage, listActivity, readActivity } from './entries/list';
export {
  type ActivityQuery,
  activityFilters,
  activityQuery,
  type Filters,
  filtersOf,
  requestFilters,
} from './entries/query';
export { type HistoryQuery, historyQuery, userHistory } from './entries/user-history';
export { type Exchange, exchangeOf } from './exchanges/exchange';
export { type LatestRequest, latestRequests, type Problem } from './exchanges/latest-requests';
export type { NotedExchange, NotedRequest, TenantRequest } from './exchanges/noted-request';
export { flushRequests, noteLatest, noteRequest } from './exchanges/noted-requests';
export { storableStart } from './exchanges/storable';
export { type RefusalReason, type SyncFacts, syncFacts } from './exchanges/sync-facts';
export { type SyncHour, syncHours } from './exchanges/sync-hours';
export { leastIdAt, pruneActivity, pruneExchanges } from './pruning/prune';
export { startPruning } from './pruning/pruning';
export { type Action, type Area, actions, areas } from './records/actions';
export { idsFromNow, numberedId } from './records/numbered-id';
export {
  type Actor,
  activityInsert,
  type Entry,
  recordActivity,
  recordMembers,
  type Subject,
} from './records/record';
export { recordExport } from './records/record-export';
export { flushRefusals, recordRefused } from './records/refusals';
export type { Told } from './words/told';
export { inWords } from './words/words';
