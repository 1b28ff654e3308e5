export {
  type ActivityItem,
  type ActivityPage,
  type ActivityQuery,
  activityQuery,
  listActivity,
} from './list';
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
export { recordActivities } from './record-many';
export { inWords, type Told } from './words';
