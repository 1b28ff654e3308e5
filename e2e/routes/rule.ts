import type { Permission } from '../../lib/access';
import type { World } from './world';

/**
 * Who may: everybody; whoever is signed in; who holds any permission, or the one that is named; an identity provider
 * with its live key.
 */
export type May = 'everyone' | 'signed-in' | 'any-permission' | Permission | 'identity-provider';

/** What a rule says beyond who may. */
export interface More {
  /** The status of the answer to who may; 200 unless it says otherwise. */
  readonly open?: number;
  /** What stands in the path's brackets, by its name. Made for each request, so that one may use it up. */
  readonly params?: (world: World) => Promise<Readonly<Record<string, string>>>;
  /** The query of each request. */
  readonly query?: string;
  /** The JSON body of each request. */
  readonly body?: unknown;
  /** A page for people who have not signed in: the status for who has. */
  readonly signedIn?: number;
  /** The status for who may the same in another tenant; 404 where the path names something of this one, else `open`. */
  readonly elsewhere?: number;
}

/** One page, JSON route or SCIM endpoint with its method, and who may. */
export interface Rule extends More {
  /** `PAGE /settings/users/[id]`, `GET /api/users`, `GET /scim/v2/Users/[id]`. */
  readonly route: string;
  readonly may: May;
}

/** A rule as a line of a table. */
export function rule(route: string, may: May, more: More = {}): Rule {
  return { route, may, ...more };
}
