export { type Exchange, exchangeOf } from './exchange';
export { type LatestRequest, latestRequests, type Problem } from './latest-requests';
export {
  type ActivityItem,
  type ActivityPage,
  type ActivityQuery,
  activityQuery,
  listActivity,
} from './list';
export type { NotedExchange, NotedRequest, TenantRequest } from './noted-request';
export { flushRequests, noteLatest, noteRequest } from './noted-requests';
export { idsFromNow, numberedId } from './numbered-id';
export { pruneActivity } from './prune';
export { endPruning, startPruning } from './pruning';
export {
  type Actor,
  activityInsert,
  type Entry,
  recordActivity,
  type Subject,
} from './record';
export { flushRefusals, recordRefused } from './refusals';
export { storableStart } from './storable';
export { type SyncHour, syncHours } from './sync-hours';
export { inWords, type Told } from './words';
