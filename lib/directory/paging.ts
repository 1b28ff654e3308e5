import { z } from 'zod';
import { fold, isStorable } from '../scim';

const largestPage = 200;
const farthestPage = 100_000;

/** The part of a list's query that every list has: the search, and which page of how many. */
export const pageQuery = {
  /** Found anywhere in a name, in any letter case; `%` and `_` are letters like others. */
  search: z
    .string()
    .max(200, 'Search for at most 200 characters.')
    .refine(isStorable, 'Search for text.')
    .transform((text) => fold(text.trim()))
    .default(''),
  page: z.coerce.number().int().min(1).max(farthestPage).default(1),
  size: z.coerce.number().int().min(1).max(largestPage).default(50),
};

/** `LIMIT` and `OFFSET` of a page. */
export function limits({ page, size }: { readonly page: number; readonly size: number }): [number, number] {
  return [size, (page - 1) * size];
}
