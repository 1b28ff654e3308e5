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
