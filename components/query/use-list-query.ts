'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from './api';

/** What a list is asked for: the search, filters by name, and the page. An absent value is no filter. */
export type ListFilters = Readonly<Record<string, string | undefined>>;

/** The filters as they stand in addresses. */
export function searchOf(filters: ListFilters): string {
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(given).toString();
}

/**
 * A page of a list from a JSON route. With `inAddress` its filters stand in the page's address: a reload, a
 * bookmark and a link show the same. The list before stays in sight until the next has come.
 */
export function useListQuery<List>(
  path: string,
  initial: { filters: ListFilters; list: List },
  { inAddress }: { inAddress: boolean },
) {
  const [filters, setFilters] = useState(initial.filters);
  const search = searchOf(filters);
  const query = useQuery({
    queryKey: [path, search],
    queryFn: () => api<List>('GET', search ? `${path}?${search}` : path),
    initialData: search === searchOf(initial.filters) ? initial.list : undefined,
    placeholderData: keepPreviousData,
  });

  function change(next: ListFilters) {
    // Another filter starts at its first page.
    const merged = { ...filters, page: undefined, ...next };
    setFilters(merged);
    if (!inAddress) return;
    const address = searchOf(merged);
    window.history.replaceState(null, '', address ? `?${address}` : window.location.pathname);
  }

  return { ...query, filters, change };
}
