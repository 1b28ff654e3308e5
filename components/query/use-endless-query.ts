'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from './api';

/** A list from a JSON route, newest first, page after page; each page says `before` what the next one begins. */
export function useEndlessQuery<Page extends { before: string | number | null }>(path: string, first: Page) {
  return useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam: before }) => api<Page>('GET', before === null ? path : `${path}?before=${before}`),
    initialPageParam: null as string | number | null,
    getNextPageParam: (page) => page.before,
    initialData: { pages: [first], pageParams: [null] },
  });
}
