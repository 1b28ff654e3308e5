export {
  type ActivityItem,
  type ActivityPage,
  type ActivityQuery,
  activityQuery,
  listActivity,
} from './list';
export { idsFromNow, numberedId } from './numbered-id';
export { leastIdAt, pruneActivity } from './prune';
export { endPruning, startPruning } from './pruning';
export {
  type Actor,
  activityInsert,
  type Entry,
  entryColumns,
  entryTypes,
  entryValues,
  recordActivity,
  type Subject,
} from './record';
export { inWords, type Told } from './words';
