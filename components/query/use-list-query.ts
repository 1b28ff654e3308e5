'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from './api';
import { type ListFilters, searchOf, useFilters } from './use-filters';

/** A page of a list from a JSON route. The list before stays in sight until the next has come. */
export function useListQuery<List>(path: string, initial: { filters: ListFilters; list: List }) {
  const { filters, search, change } = useFilters(initial.filters);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [path, search],
    queryFn: () => api<List>('GET', search ? `${path}?${search}` : path),
    initialData: search === searchOf(initial.filters) ? initial.list : undefined,
    placeholderData: keepPreviousData,
  });
  return {
    list: data ?? initial.list,
    error,
    isPlaceholderData,
    filters,
    // Another filter starts at its first page.
    change: (next: ListFilters) => change({ page: undefined, ...next }),
  };
}
