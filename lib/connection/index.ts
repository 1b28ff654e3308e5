export { Admission, StaleAdmission } from './admission';
export { createApiKey, hashApiKey, type NewApiKey, parseApiKey, withoutKeys } from './api-key';
export { type AttributeNames, attributeNames } from './attribute-names';
export type { Connection } from './authenticate';
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
export { type ConfigurationView, configurationName, configurationOf } from './configuration-view';
export { type EntryPage, entryPage, type UsedKey } from './entry-page';
export { flushKeyUse, noteKeyUsed } from './last-used';
export { connectionMails } from './mails';
export { isProviderId, type Provider, type ProviderId, providerOf, providers } from './providers';
export { configurationBody, providerBody, removalBody } from './requests';
export { flushStrayKeys, noteStrayKey } from './stray-keys';
