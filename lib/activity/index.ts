export { type Action, type Area, actions, areas } from './actions';
export { entryOf, type ToldEntry } from './entry';
export { type Exchange, exchangeOf } from './exchange';
export { type ExportFormat, exported, exportFormats } from './export';
export { type ActivityItem, type ActivityPage, listActivity, readActivity } from './list';
export { idsFromNow, numberedId } from './numbered-id';
export { pruneActivity } from './prune';
export { endPruning, startPruning } from './pruning';
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
  entryColumns,
  entryTypes,
  entryValues,
  recordActivity,
  type Subject,
} from './record';
export { inWords, type Told } from './words';
