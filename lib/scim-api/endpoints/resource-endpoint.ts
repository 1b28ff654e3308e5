import type { Actor } from '../../activity';
import type { ResourceStore } from '../../directory';
import {
  everything,
  impliedSchemas,
  lenient,
  lenientOperations,
  lenientPolicy,
  type Projection,
  projection,
  type Query,
  type ResourceType,
  readPatchOp,
  readQuery,
  readResource,
  readSteps,
} from '../../scim';
import { empty, resourceAnswer } from '../messages/answer';
import { readBody } from '../messages/body';
import type { Received, ScimAnswer } from '../messages/exchange';
import { ifMatch, isKnown } from './preconditions';
import { resourceText } from './representation';

/** One request to the endpoint of a resource type. */
export interface Call {
  readonly type: ResourceType;
  readonly store: ResourceStore;
  readonly request: Received;
  readonly parameters: URLSearchParams;
  readonly tenantId: string;
  /** The identity provider that sent it. */
  readonly actor: Actor;
}

/** What the answer shows of resources. */
export function shownBy(type: ResourceType, { attributes, excludedAttributes }: Query): Projection {
  if (attributes) return projection(type, 'only', attributes);
  return excludedAttributes ? projection(type, 'except', excludedAttributes) : everything;
}

/** GET of one resource (RFC 7644 §3.4.1). */
export async function read({ type, store, request, parameters }: Call, id: string): Promise<ScimAnswer> {
  const shown = shownBy(type, readQuery(parameters));
  const found = await store.get(id, shown);
  if (isKnown(request, found.version)) return empty(304, { ETag: found.version });
  return resourceAnswer(200, found, resourceText(type, found, shown));
}

/** POST to the collection (RFC 7644 §3.3). */
export async function create({ type, store, request, parameters }: Call): Promise<ScimAnswer> {
  const shown = shownBy(type, readQuery(parameters));
  const document = readResource(type, impliedSchemas(type, await readBody(request)), lenient);
  const made = await store.create(document, shown);
  return resourceAnswer(201, made, resourceText(type, made, shown));
}

/** PUT of one resource (RFC 7644 §3.5.1). */
export async function replace({ type, store, request, parameters }: Call, id: string): Promise<ScimAnswer> {
  const show = shownBy(type, readQuery(parameters));
  const document = readResource(type, impliedSchemas(type, await readBody(request)), lenient);
  const replaced = await store.replace(id, document, { precondition: ifMatch(request), show });
  return resourceAnswer(200, replaced, resourceText(type, replaced, show));
}

/**
 * PATCH of one resource (RFC 7644 §3.5.2). A Group is answered by 204 without its members being read, unless
 * the client asked for attributes.
 */
export async function modify({ type, store, request, parameters }: Call, id: string): Promise<ScimAnswer> {
  const query = readQuery(parameters);
  const steps = readSteps(type, readPatchOp(await readBody(request), lenientOperations(type)), lenientPolicy);
  const silent = type.name === 'Group' && !query.attributes && !query.excludedAttributes;
  const show = silent ? undefined : shownBy(type, query);
  const patched = await store.patch(id, steps, { precondition: ifMatch(request), show });
  if (show) return resourceAnswer(200, patched, resourceText(type, patched, show));
  return empty(204, { ETag: patched.version });
}

/** DELETE of one resource (RFC 7644 §3.6). */
export async function remove({ store, request }: Call, id: string): Promise<ScimAnswer> {
  await store.remove(id, ifMatch(request));
  return empty(204);
}
