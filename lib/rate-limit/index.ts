export type { Limit } from './bucket';
export { type Caller, type Counted, countParts, countRequest, settleRequests } from './buckets';
export { noteStranger, strangerWait } from './strangers';
export { largestLimit, type TenantLimit, tenantLimit, type WantedLimit } from './tenant-limit';
export { Turns } from './turns';
