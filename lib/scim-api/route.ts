import type { Connection } from '../connection';
import { providerOf } from '../connection';
import { rolesStore, type Scope, usersStore } from '../directory';
import { groupType, notFound, ScimError, userType } from '../scim';
import { discovery } from './discovery-endpoint';
import { type Call, create, list, modify, read, remove, replace } from './resource-endpoint';

type Handlers = Readonly<Record<string, () => Response | Promise<Response>>>;

/** Where a request goes: the segments behind the base address. */
export interface Destination {
  /** The address of the SCIM service, without a slash at its end. */
  readonly base: string;
  readonly segments: readonly string[];
  readonly parameters: URLSearchParams;
}

const discoveryEndpoints = new Set(['ServiceProviderConfig', 'ResourceTypes', 'Schemas']);

/** Hands a request to its endpoint (RFC 7644 §3.2, table 2). @throws ScimError, also 404 and 405 */
export async function route(request: Request, to: Destination, caller: Connection): Promise<Response> {
  const [endpoint = '', id, ...deeper] = to.segments;
  if (deeper.length > 0) throw noEndpoint(to);
  if (discoveryEndpoints.has(endpoint)) {
    return byMethod(request, { get: () => discovery(endpoint, id, to.parameters, to.base) });
  }
  if (endpoint === 'Me') throw new ScimError(501, undefined, '/Me is not offered: an API key is no user.');
  if (endpoint === 'Bulk') {
    throw new ScimError(501, undefined, '/Bulk is not offered: send one request per resource.');
  }
  const call = resourceCall(request, to, endpoint, caller);
  if (!call || id === '.search') throw noEndpoint(to);
  if (id === undefined) return byMethod(request, { get: () => list(call), post: () => create(call) });
  return byMethod(request, {
    get: () => read(call, id),
    put: () => replace(call, id),
    patch: () => modify(call, id),
    delete: () => remove(call, id),
  });
}

function resourceCall(
  request: Request,
  to: Destination,
  endpoint: string,
  caller: Connection,
): Call | undefined {
  const { parameters } = to;
  const scope: Scope = {
    tenantId: caller.tenantId,
    configurationId: caller.configurationId,
    actor: { kind: 'identity-provider', id: caller.configurationId, name: providerOf(caller.provider).label },
    base: to.base,
  };
  if (endpoint === 'Users') return { type: userType, store: usersStore(scope), request, parameters };
  if (endpoint === 'Groups') return { type: groupType, store: rolesStore(scope), request, parameters };
  return undefined;
}

function noEndpoint({ segments }: Destination): ScimError {
  const path = `/${segments.join('/')}`.slice(0, 120);
  return notFound(
    `There is no endpoint ${path}. The SCIM URI ends in /scim/v2; below it are /Users and /Groups.`,
  );
}

function byMethod(request: Request, handlers: Handlers): Response | Promise<Response> {
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  const handler = Object.hasOwn(handlers, method) && handlers[method];
  if (handler) return handler();
  const allowed = Object.keys(handlers).join(', ').toUpperCase();
  throw new ScimError(405, undefined, `${request.method} is not offered here; ${allowed} is.`, {
    Allow: allowed,
  });
}
