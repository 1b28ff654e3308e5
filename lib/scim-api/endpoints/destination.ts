import { scimUri } from '../../connection';
import type { ScimRequest } from '../messages/exchange';
import { checkAddress } from '../messages/limits';
import { isInside, prefix, wrongPath } from '../messages/wrong-path';

/** Where a request goes: the segments behind the base address. */
export interface Destination {
  /** The address of the SCIM service, without a slash at its end. */
  readonly base: string;
  readonly segments: readonly string[];
  readonly parameters: URLSearchParams;
}

const noParameters = new URLSearchParams();

/** Where a request goes, by its address. @throws TooLongAddress 414, WrongPath */
export function destination({ path, query }: ScimRequest): Destination {
  checkAddress({ path, query });
  if (!isInside(path)) throw wrongPath(path);
  const segments = path.slice(prefix.length).split('/').filter(Boolean);
  return {
    base: scimUri(),
    segments: segments.map(decoded),
    parameters: query === '' ? noParameters : new URLSearchParams(query),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
