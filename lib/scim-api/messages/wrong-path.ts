import { ScimError, suggestion } from '../../scim';

/** The path of the SCIM service. */
export const prefix = '/scim/v2';

const endpoints = ['Users', 'Groups', 'ServiceProviderConfig', 'ResourceTypes', 'Schemas', 'Bulk'];

/** An address at which there is no endpoint. */
export class WrongPath extends ScimError {}

/** True where a segment behind an endpoint's names an endpoint again: the address was put together wrongly. */
export function namesEndpoint(segment: string): boolean {
  return endpoints.includes(segment);
}

/** Refuses an address at which there is no endpoint, and names the one that was probably meant. */
export function wrongPath(path: string): WrongPath {
  const right = rightPath(path);
  const meant = right === undefined ? '' : ` Did you mean ${right}?`;
  const shown = path.slice(0, 120);
  if (isInside(path)) {
    const base = `The SCIM URI ends in ${prefix}; below it are /Users and /Groups.`;
    return new WrongPath(404, undefined, `There is no endpoint ${shown}.${meant} ${base}`);
  }
  const detail = `This service speaks SCIM 2.0: the SCIM URI ends in ${prefix}.${meant}`;
  const isOtherVersion = /^\/scim\/v\d/i.test(path);
  return isOtherVersion ? new WrongPath(400, 'invalidVers', detail) : new WrongPath(404, undefined, detail);
}

/** True for a path of the SCIM service. */
export function isInside(path: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** The address that was probably meant by one that is none; undefined where nothing in it says. */
export function rightPath(path: string): string | undefined {
  const segments = path.split('/').filter(Boolean);
  for (let i = segments.length - 1; i >= 0; i--) {
    const endpoint = endpointLike(segments[i] ?? '');
    if (endpoint === undefined) continue;
    const right = [prefix.slice(1), endpoint, ...segments.slice(i + 1, i + 2)]
      .map((part) => `/${part}`)
      .join('');
    return right === path ? undefined : right.slice(0, 120);
  }
  return undefined;
}

/** `User`, `users`, `Usres`, `serviceConfiguration`: the endpoint that is meant. */
function endpointLike(segment: string): string | undefined {
  if (segment.toLowerCase() === 'serviceconfiguration') return 'ServiceProviderConfig';
  return segment.length < 4 ? undefined : suggestion(segment, endpoints);
}
