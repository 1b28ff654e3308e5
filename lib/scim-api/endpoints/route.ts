import { type Admission, providerOf } from '../../connection';
import { type ResourceStore, rolesStore, type Scope, usersStore } from '../../directory';
import { groupType, readQuery, readSearchRequest, ScimError, userType } from '../../scim';
import { countedParts } from '../admission/too-many-requests';
import { readBody } from '../messages/body';
import type { Received, ScimAnswer, ScimRequest } from '../messages/exchange';
import { namesEndpoint, prefix, wrongPath } from '../messages/wrong-path';
import { recordRefusal } from '../notes/refused-requests';
import { bulk, type Carry } from './bulk-endpoint';
import type { Destination } from './destination';
import { discovery } from './discovery-endpoint';
import { list, search, searchAll } from './list-endpoint';
import { type Call, create, modify, read, remove, replace } from './resource-endpoint';

/** By HTTP method in small letters, what answers a request; `With` says what it is about. */
type Handlers<With extends readonly unknown[]> = Readonly<
  Record<string, (...about: With) => ScimAnswer | Promise<ScimAnswer>>
>;

const discoveryEndpoints = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);

/** The resource types by the segment of their endpoint. */
const resources = new Map([
  [userType.endpoint.slice(1), { type: userType, storeOf: usersStore }],
  [groupType.endpoint.slice(1), { type: groupType, storeOf: rolesStore }],
]);

const onCollection: Handlers<[Call]> = { get: list, post: create };
const onSearch: Handlers<[Call]> = { post: search };
const onResource: Handlers<[Call, string]> = { get: read, put: replace, patch: modify, delete: remove };

/** Hands a request to its endpoint (RFC 7644 §3.2, table 2). @throws ScimError, also 404 and 405 */
export async function route(
  request: Received,
  to: Destination,
  admission: Admission,
  carry: Carry,
): Promise<ScimAnswer> {
  const [endpoint = '', id, ...deeper] = to.segments;
  if (deeper.length > 0 || (id !== undefined && namesEndpoint(id))) throw wrongPath(request.path);
  if (discoveryEndpoints.has(endpoint)) {
    await admission.confirm();
    const strict = admission.connection.strictDiscovery;
    return byMethod(request, { get: () => discovery(endpoint, id, { ...to, strict }) });
  }
  if (endpoint === 'Me') throw new ScimError(501, undefined, '/Me is not offered: an API key is no user.');
  if (endpoint === 'Bulk') {
    if (id !== undefined) throw wrongPath(request.path);
    await admission.confirm();
    const { tenantId } = admission.connection;
    const count = (more: number) => countedParts(tenantId, more);
    const told = ({ method, path }: Pick<ScimRequest, 'method' | 'path'>, error: ScimError) =>
      recordRefusal({ method, path: prefix + path, report: request.report }, admission.connection, error);
    return byMethod(request, { post: () => bulk(request, to.base, { carry, count, told }) });
  }
  const callOf = calling(request, to, admission);
  if (endpoint === '' || (endpoint === '.search' && id === undefined)) return root(request, to, callOf);
  const resource = resources.get(endpoint);
  if (!resource) throw wrongPath(request.path);
  const call = callOf(resource);
  if (id === undefined) return byMethod(request, onCollection, call);
  if (id === '.search') return byMethod(request, onSearch, call);
  return byMethod(request, onResource, call, id);
}

type Resource = Pick<Call, 'type'> & { readonly storeOf: (scope: Scope) => ResourceStore };

/** The server's root: GET, or POST to its `.search`, queries every resource type (RFC 7644 §3.4.2.1, §3.4.3). */
function root(
  request: ScimRequest,
  { segments, parameters }: Destination,
  callOf: (resource: Resource) => Call,
): ScimAnswer | Promise<ScimAnswer> {
  const calls = [...resources.values()].map(callOf);
  if (segments.length === 0) return byMethod(request, { get: () => searchAll(calls, readQuery(parameters)) });
  return byMethod(request, {
    post: async () => searchAll(calls, readSearchRequest(await readBody(request))),
  });
}

/** What makes of a request the call of one resource type. */
function calling(
  request: Received,
  { base, parameters }: Destination,
  admission: Admission,
): (resource: Resource) => Call {
  const { tenantId, configurationId, provider } = admission.connection;
  const actor = { kind: 'identity-provider', id: configurationId, name: providerOf(provider).label } as const;
  const scope = { tenantId, configurationId, actor, base, admission, request: request.report };
  return ({ type, storeOf }) => ({ type, store: storeOf(scope), request, parameters, tenantId, actor });
}

function byMethod<With extends readonly unknown[]>(
  { method }: ScimRequest,
  handlers: Handlers<With>,
  ...about: With
): ScimAnswer | Promise<ScimAnswer> {
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
  const handler = Object.hasOwn(handlers, asked) && handlers[asked];
  if (handler) return handler(...about);
  const allowed = Object.keys(handlers).join(', ').toUpperCase();
  throw new ScimError(405, undefined, `${method} is not offered here; ${allowed} is.`, { Allow: allowed });
}
