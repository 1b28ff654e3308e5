'use client';

import { useState } from 'react';

/** What a list is asked for: the search, filters by name, and the page. An absent value is no filter. */
export type ListFilters = Readonly<Record<string, string | undefined>>;

/** The filters as they stand in addresses. */
export function searchOf(filters: ListFilters): string {
  const given = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(given).toString();
}

/** The filters of a list, which stand in the page's address: a reload, a bookmark and a link show the same. */
export function useFilters<Filters extends ListFilters>(initial: Filters) {
  const [filters, setFilters] = useState(initial);

  function change(next: Partial<Filters>) {
    const merged = { ...filters, ...next };
    setFilters(merged);
    const address = searchOf(merged);
    window.history.replaceState(null, '', address ? `?${address}` : window.location.pathname);
  }

  return { filters, search: searchOf(filters), change };
}
