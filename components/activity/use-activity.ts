'use client';

import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { FoundActivity } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { type ListFilters, searchOf, useFilters } from '../query/use-filters';

/** A page of activity as it comes through JSON. */
export type Page = Json<FoundActivity>;

/** How often is asked whether something has happened, in milliseconds, while the page is in sight. */
const askEveryMs = 5000;
/** How many new entries are counted; beyond, there are “more than”. */
export const mostCounted = 50;

function pathOf(search: string, more: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  return `/api/activity?${query}`;
}

/**
 * The activity that filters leave, page after page, and how many entries came since. What is new moves nothing until
 * it is asked for.
 */
export function useActivity(initial: { filters: ListFilters; page: Page }) {
  const queries = useQueryClient();
  const { filters, search, change } = useFilters(initial.filters);
  const queryKey = ['activity', 'found', search];
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => api<Page>('GET', pathOf(search, { before: pageParam ?? undefined })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.before,
    initialData:
      search === searchOf(initial.filters) ? { pages: [initial.page], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    // Older pages stand where they are; what is new is told apart.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const newest = list.data?.pages.flatMap(({ entries }) => entries)[0]?.id;
  const newer = useQuery({
    queryKey: ['activity', 'newer', search, newest],
    queryFn: () => api<Page>('GET', pathOf(search, { after: newest, limit: String(mostCounted + 1) })),
    enabled: list.data !== undefined && !list.isPlaceholderData,
    refetchInterval: askEveryMs,
    retry: false,
  });

  /** Shows what is new: the first page as it is now. */
  async function showNewer() {
    const page = await api<Page>('GET', pathOf(search));
    queries.setQueryData<InfiniteData<Page, string | null>>(queryKey, { pages: [page], pageParams: [null] });
  }

  return { list, filters, search, change, showNewer, newer: newer.data?.entries.length ?? 0 };
}
