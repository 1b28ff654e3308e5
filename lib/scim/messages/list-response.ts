import type { JsonObject } from '../json';
import { urns } from '../urns';

/** A page of resources, and how many there are in all. */
export interface Page {
  readonly totalResults: number;
  readonly resources: readonly JsonObject[];
  /** Counted from 1; of index pages alone. */
  readonly startIndex?: number;
  /** Of cursor pages alone, but for the last (RFC 9865 §2). */
  readonly nextCursor?: string;
}

/** The message of RFC 7644 §3.4.2. */
export function listResponse({ totalResults, startIndex, nextCursor, resources }: Page): JsonObject {
  return {
    schemas: [urns.listResponse],
    totalResults,
    ...(startIndex !== undefined && { startIndex }),
    itemsPerPage: resources.length,
    ...(nextCursor !== undefined && { nextCursor }),
    Resources: resources,
  };
}
