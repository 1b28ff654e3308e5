import {
  type JsonObject,
  listResponse,
  notFound,
  resourceTypeResource,
  resourceTypes,
  ScimError,
  schemaResource,
  schemas,
  serviceProviderConfig,
} from '../../scim';
import { answer } from '../messages/answer';
import type { ScimAnswer } from '../messages/exchange';

/** The discovery endpoints of RFC 7644 §4: parameters are ignored, but a filter is refused. */
export function discovery(
  endpoint: string,
  id: string | undefined,
  { base, parameters, strict }: { base: string; parameters: URLSearchParams; strict: boolean },
): ScimAnswer {
  const filtered = [...parameters.keys()].some((name) => name.toLowerCase() === 'filter');
  if (filtered) throw new ScimError(403, undefined, `${endpoint} can't be filtered.`);
  if (endpoint === 'ServiceProviderConfig') {
    if (id !== undefined) throw notFound(`There is nothing below /${endpoint}.`);
    return answer(200, serviceProviderConfig(base, { strict }));
  }
  const resources =
    endpoint === 'Schemas'
      ? schemas.map((schema) => schemaResource(schema, base))
      : resourceTypes.map((type) => resourceTypeResource(type, base));
  return id === undefined ? all(resources) : one(endpoint, resources, id);
}

function all(resources: readonly JsonObject[]): ScimAnswer {
  return answer(200, listResponse(resources));
}

/** URNs of schemas, and names, are found in any case (RFC 7643 §2.1). */
function one(endpoint: string, resources: readonly JsonObject[], id: string): ScimAnswer {
  const found = resources.find((resource) => String(resource.id).toLowerCase() === id.toLowerCase());
  if (!found) throw notFound(`/${endpoint} has no "${id.slice(0, 120)}".`);
  return answer(200, found);
}
