export { type EntryPage, entryPage, type UsedKey } from './advice/entry-page';
export {
  type BreakerChange,
  type BreakerView,
  breakerOf,
  changeBreaker,
  leaveProvider,
} from './breaker/breaker';
export { decideHeld, type HeldPage, heldPage } from './breaker/breaker-decision';
export { breakerBody, decisionBody, heldQuery, leavingBody } from './breaker/breaker-requests';
export {
  type ConfigurationChange,
  changeConfiguration,
  connect,
  remove,
} from './configuration/configuration';
export {
  type ConfigurationView,
  configurationName,
  configurationOf,
  type KeyView,
} from './configuration/configuration-view';
export type { HealthWarning } from './health/health-warnings';
export {
  type ChartedHealth,
  chartedHealth,
  healthQuery,
  type SyncHealth,
  syncHealth,
} from './health/sync-health';
export { Admission, StaleAdmission } from './keys/admission';
export { createApiKey, hashApiKey, type NewApiKey, parseApiKey, withoutKeys } from './keys/api-key';
export type { Connection } from './keys/authenticate';
export { startKeyCare } from './keys/key-care';
export { type KeyRefusal, keyRefusalText } from './keys/key-refusals';
export { changeKey, type KeyTerms } from './keys/key-terms';
export { type Credentials, type NewKey, scimUri } from './keys/keys';
export { flushKeyUse, noteKeyUsed } from './keys/last-used';
export {
  cancelRotation,
  finishDueRotations,
  finishRotation,
  rotate,
  type StartOfRotation,
  startRotation,
} from './keys/rotation';
export { flushStrayKeys, noteStrayKey } from './keys/stray-keys';
export type { Change } from './live';
export { connectionMails } from './mails';
export { type AttributeNames, attributeNames } from './providers/attribute-names';
export { isProviderId, type Provider, type ProviderId, providerOf, providers } from './providers/providers';
export {
  configurationBody,
  keyBody,
  newKeyBody,
  providerBody,
  removalBody,
  rotationBody,
} from './requests';
export { traffic } from './traffic';
