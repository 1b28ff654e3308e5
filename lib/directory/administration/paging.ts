import { z } from 'zod';
import { fold, isStorable } from '../../scim';

const largestPage = 200;

/** Lists end here, so that their last page costs little more than their first: who searches finds the rest. */
export const listEnd = 10_000;

/** The part of a list's query that every list has: the search, and which page of how many. */
export const pageQuery = {
  /** In any letter case; `%` and `_` are letters like others. */
  search: z
    .string()
    .max(100, 'Search for at most 100 characters.')
    .refine(isStorable, 'Search for text.')
    .transform((text) => fold(text.trim()))
    .default(''),
  page: z.coerce.number().int().min(1).max(listEnd, 'There are not that many pages.').default(1),
  size: z.coerce.number().int().min(1).max(largestPage).default(50),
};

/** `LIMIT` and `OFFSET` of a page; none is left beyond the end of lists. */
export function limits({ page, size }: { readonly page: number; readonly size: number }): [number, number] {
  const offset = Math.min((page - 1) * size, listEnd);
  return [Math.min(size, listEnd - offset), offset];
}
