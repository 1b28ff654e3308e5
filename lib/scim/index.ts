export {
  expiredCursor,
  invalidCursor,
  invalidFilter,
  invalidSyntax,
  invalidValue,
  invalidVers,
  mutability,
  notFound,
  ScimError,
  type ScimType,
  tooMany,
  uniqueness,
} from './error';
export type { CompareOp } from './filter/ast';
export { lenientTokens } from './filter/dialects';
export { matches } from './filter/evaluate';
export { Parser } from './filter/parser';
export { typeFilter } from './filter/type-filter';
export { leafOf, type Operand, type TypedFilter } from './filter/typed-filter';
export { compareText, fold } from './fold';
export { isArray, isObject, type Json, type JsonObject, sameJson } from './json';
export { type BulkOperation, bulkLimits, readBulkRequest, references, resolved } from './messages/bulk';
export { resourceTypeResource, schemaResource, schemas, serviceProviderConfig } from './messages/discovery';
export { listHead, listResponse, type PageHead } from './messages/list-response';
export { cursorTimeout, pageSizes, type Query, readQuery, readSearchRequest } from './messages/query';
export { sortTarget } from './messages/sort';
export { lenientOperations, lenientPolicy } from './patch/dialects';
export {
  joined,
  type MemberChange,
  memberChange,
  memberIds,
  nestedGroup,
} from './patch/member-changes';
export { patch, readSteps, type Step } from './patch/patch';
export { readPatchOp } from './patch/patch-op';
export type { Attribute, Schema } from './schema/attribute';
export { pathOf, type Target } from './schema/attribute-path';
export { impliedSchemas, lenient } from './schema/dialects';
export { everything, type Projection, project, projection, shows } from './schema/projection';
export { type Document, readResource } from './schema/read-resource';
export { isStorable, strict } from './schema/read-value';
export { groupType, type ResourceType, resourceTypes, userType } from './schema/resource-type';
export { suggestion } from './schema/suggestion';
export { urns } from './urns';
