/** A count that ends somewhere: `more` tells that there are others, which nobody counted. */
export interface Count {
  readonly count: number;
  readonly more: boolean;
}

/** Where a count in a list ends, so that its cost does not grow with the tenant. */
export const listCounts = 10_000;

/** Where the one count of a page ends. */
export const pageCounts = 100_000;

/** SQL that counts the rows of `from` (`FROM … WHERE …`), but no more than one beyond `most`. */
export function countUpTo(most: number, from: string): string {
  return `(SELECT count(*)::int FROM (SELECT ${from} LIMIT ${most + 1}) AS counted)`;
}

/** What `countUpTo` with the same bound counted. */
export function countOf(counted: number, most: number): Count {
  return { count: Math.min(counted, most), more: counted > most };
}
