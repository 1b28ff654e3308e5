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
export { type ConfigurationChange, changeConfiguration, connect, remove } from './configuration';
export {
  type ConfigurationView,
  configurationName,
  configurationOf,
  type KeyView,
} from './configuration-view';
export { type EntryPage, entryPage, type UsedKey } from './entry-page';
export type { HealthWarning } from './health-warnings';
export { startKeyCare } from './key-care';
export { type KeyRefusal, keyRefusalText } from './key-refusals';
export { changeKey, type KeyTerms } from './key-terms';
export { type Credentials, type NewKey, scimUri } from './keys';
export { flushKeyUse, noteKeyUsed } from './last-used';
export type { Change } from './live';
export { connectionMails } from './mails';
export { isProviderId, type Provider, type ProviderId, providerOf, providers } from './providers';
export {
  configurationBody,
  keyBody,
  newKeyBody,
  providerBody,
  removalBody,
  rotationBody,
} from './requests';
export {
  cancelRotation,
  finishDueRotations,
  finishRotation,
  rotate,
  type StartOfRotation,
  startRotation,
} from './rotation';
export { flushStrayKeys, noteStrayKey } from './stray-keys';
export { type ChartedHealth, chartedHealth, healthQuery, type SyncHealth, syncHealth } from './sync-health';
export { traffic } from './traffic';
