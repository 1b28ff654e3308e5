import type { JsonObject } from '../json';
import { urns } from '../urns';

/** What a page of resources says of itself. */
export interface PageHead {
  /** How many resources there are in all. */
  readonly totalResults: number;
  readonly itemsPerPage: number;
  /** Counted from 1; of index pages alone. */
  readonly startIndex?: number;
  /** Of cursor pages alone, but for the last (RFC 9865 §2). */
  readonly nextCursor?: string;
}

/** The message of RFC 7644 §3.4.2 without its resources. */
export function listHead({ totalResults, startIndex, itemsPerPage, nextCursor }: PageHead): JsonObject {
  return {
    schemas: [urns.listResponse],
    totalResults,
    ...(startIndex !== undefined && { startIndex }),
    itemsPerPage,
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/** The message of RFC 7644 §3.4.2 with all resources there are. */
export function listResponse(resources: readonly JsonObject[]): JsonObject {
  const count = resources.length;
  const head = listHead({ totalResults: count, startIndex: 1, itemsPerPage: count });
  return { ...head, Resources: resources };
}
