export { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from './embedded-database';
export { DataFolderInUse } from './in-use';
