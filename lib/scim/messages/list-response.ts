import type { JsonObject } from '../json';
import { urns } from '../urns';

/** A page of resources, and how many there are in all. */
export interface Page {
  readonly totalResults: number;
  /** Counted from 1. */
  readonly startIndex: number;
  readonly resources: readonly JsonObject[];
}

/** The message of RFC 7644 §3.4.2. */
export function listResponse({ totalResults, startIndex, resources }: Page): JsonObject {
  return {
    schemas: [urns.listResponse],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
