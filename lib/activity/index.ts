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
