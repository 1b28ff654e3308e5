import type { Json, JsonObject } from '../json';
import type { Attribute, Schema } from '../schema/attribute';
import { resourceTypeSchema, schemaSchema, serviceProviderConfigSchema } from '../schema/discovery-schemas';
import { type ResourceType, resourceTypes, schemasOf } from '../schema/resource-type';
import { urns } from '../urns';
import { bulkLimits } from './bulk';
import { cursorTimeout, pageSizes } from './query';

/** A Schema resource of RFC 7643 §7, printed from the data that validates. `base` is the address of the SCIM service. */
export function schemaResource(schema: Schema, base: string): JsonObject {
  return {
    schemas: [urns.schema],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(attributeResource),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  };
}

function attributeResource(attribute: Attribute): JsonObject {
  const { subAttributes, canonicalValues, referenceTypes, caseExact, uniqueness, ...rest } = attribute;
  const complex = attribute.type === 'complex';
  return {
    ...rest,
    ...(!complex && { caseExact }),
    uniqueness,
    ...(canonicalValues && { canonicalValues }),
    ...(referenceTypes && { referenceTypes }),
    ...(complex && { subAttributes: subAttributes.map(attributeResource) }),
  };
}

/** A ResourceType resource of RFC 7643 §6. */
export function resourceTypeResource(type: ResourceType, base: string): JsonObject {
  return {
    schemas: [urns.resourceType],
    id: type.name,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.name}` },
  };
}

const pagination: JsonObject = {
  cursor: true,
  index: true,
  defaultPaginationMethod: 'index',
  defaultPageSize: pageSizes.default,
  maxPageSize: pageSizes.max,
  cursorTimeout,
};

/**
 * What the service offers (RFC 7643 §5): true here is true of every endpoint.
 * @param strict leaves out `pagination` (RFC 9865 §4), which clients refuse that know no more than RFC 7643
 */
export function serviceProviderConfig(base: string, { strict = false } = {}): JsonObject {
  const unsupported: Json = { supported: false };
  return {
    schemas: [urns.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: bulkLimits.operations, maxPayloadSize: bulkLimits.bytes },
    filter: { supported: true, maxResults: pageSizes.max },
    changePassword: unsupported,
    sort: { supported: true },
    etag: { supported: true },
    ...(!strict && { pagination }),
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'API key',
        description: 'The API key from Client Settings > SCIM Settings, as a bearer token.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

/** Every schema that is served: of the resources first, then of what discovery itself shows. */
export const schemas: readonly Schema[] = [
  ...resourceTypes.flatMap(schemasOf),
  schemaSchema,
  resourceTypeSchema,
  serviceProviderConfigSchema,
];
