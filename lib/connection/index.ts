export { Admission, StaleAdmission } from './admission';
export { createApiKey, hashApiKey, type NewApiKey, parseApiKey, withoutKeys } from './api-key';
export { type AttributeNames, attributeNames } from './attribute-names';
export type { Connection } from './authenticate';
export {
  type BreakerChange,
  type BreakerView,
  breakerOf,
  changeBreaker,
  leaveProvider,
} from './breaker';
export { decideHeld, type HeldPage, heldPage } from './breaker-decision';
export { breakerBody, decisionBody, heldQuery, leavingBody } from './breaker-requests';
export {
  type Change,
  type ConfigurationChange,
  type Credentials,
  changeConfiguration,
  connect,
  remove,
  rotate,
  scimUri,
} from './configuration';
export { type ConfigurationView, configurationOf } from './configuration-view';
export { type EntryPage, entryPage, type UsedKey } from './entry-page';
export type { HealthWarning } from './health-warnings';
export { flushKeyUse, noteKeyUsed } from './last-used';
export { connectionMails } from './mails';
export { isProviderId, type Provider, type ProviderId, providerOf, providers } from './providers';
export { configurationBody, providerBody, removalBody } from './requests';
export { flushStrayKeys, noteStrayKey } from './stray-keys';
export { type ChartedHealth, chartedHealth, healthQuery, type SyncHealth, syncHealth } from './sync-health';
