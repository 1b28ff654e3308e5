import { type Admission, providerOf } from '../connection';
import { rolesStore, type Scope, usersStore } from '../directory';
import { groupType, readQuery, readSearchRequest, ScimError, userType } from '../scim';
import { readBody } from './body';
import { bulk, type Carry } from './bulk-endpoint';
import { discovery } from './discovery-endpoint';
import type { Received, ScimAnswer, ScimRequest } from './exchange';
import { list, search, searchAll } from './list-endpoint';
import { recordRefusal } from './refused-requests';
import { type Call, create, modify, read, remove, replace } from './resource-endpoint';
import { countedParts } from './too-many-requests';
import { namesEndpoint, prefix, wrongPath } from './wrong-path';

type Handlers = Readonly<Record<string, () => ScimAnswer | Promise<ScimAnswer>>>;

/** Where a request goes: the segments behind the base address. */
export interface Destination {
  /** The address of the SCIM service, without a slash at its end. */
  readonly base: string;
  readonly segments: readonly string[];
  readonly parameters: URLSearchParams;
}

const discoveryEndpoints = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);

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
  const calls = resourceCalls(request, to, admission);
  if (endpoint === '' || (endpoint === '.search' && id === undefined)) return root(request, to, calls);
  const call = calls.find(({ type }) => type.endpoint === `/${endpoint}`);
  if (!call) throw wrongPath(request.path);
  if (id === undefined) return byMethod(request, { get: () => list(call), post: () => create(call) });
  if (id === '.search') return byMethod(request, { post: () => search(call) });
  return byMethod(request, {
    get: () => read(call, id),
    put: () => replace(call, id),
    patch: () => modify(call, id),
    delete: () => remove(call, id),
  });
}

/** The server's root: GET, or POST to its `.search`, queries every resource type (RFC 7644 §3.4.2.1, §3.4.3). */
function root(
  request: ScimRequest,
  { segments, parameters }: Destination,
  calls: readonly Call[],
): Promise<ScimAnswer> {
  if (segments.length === 0) return byMethod(request, { get: () => searchAll(calls, readQuery(parameters)) });
  return byMethod(request, {
    post: async () => searchAll(calls, readSearchRequest(await readBody(request))),
  });
}

function resourceCalls(
  request: Received,
  { base, parameters }: Destination,
  admission: Admission,
): readonly Call[] {
  const { tenantId, configurationId, provider } = admission.connection;
  const name = providerOf(provider).label;
  const actor = { kind: 'identity-provider', id: configurationId, name } as const;
  const scope: Scope = { tenantId, configurationId, actor, base, admission, request: request.report };
  const common = { request, parameters, tenantId, actor };
  return [
    { ...common, type: userType, store: usersStore(scope) },
    { ...common, type: groupType, store: rolesStore(scope) },
  ];
}

async function byMethod(request: ScimRequest, handlers: Handlers): Promise<ScimAnswer> {
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  const handler = Object.hasOwn(handlers, method) && handlers[method];
  if (handler) return handler();
  const allowed = Object.keys(handlers).join(', ').toUpperCase();
  throw new ScimError(405, undefined, `${request.method} is not offered here; ${allowed} is.`, {
    Allow: allowed,
  });
}
