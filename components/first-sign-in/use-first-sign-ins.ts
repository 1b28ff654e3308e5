'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { FirstSignInCounts, FirstSignInPage, MailRound } from '@/lib/auth';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { searchOf } from '../query/use-filters';

type Page = Json<FirstSignInPage>;
type Round = Json<MailRound> | null;

/** What the page shows first. */
export interface FirstData {
  readonly filters: PeopleFilters;
  readonly counts: FirstSignInCounts;
  readonly page: Page;
  /** The last round of mails; undefined for who may not send any. */
  readonly round: Round | undefined;
}

/** What the list is narrowed to; texts as they stand in the address. */
export type PeopleFilters = {
  readonly stage?: string;
  readonly days?: string;
  readonly address?: string;
};

const watchedEveryMs = 1500;

/** What the mails changed shows once they are through. */
function useEnd(endedAt: string | null) {
  const queries = useQueryClient();
  const shown = useRef(endedAt);
  useEffect(() => {
    if (endedAt !== null && endedAt !== shown.current) void queries.invalidateQueries();
    shown.current = endedAt;
  }, [endedAt, queries]);
}

/** The counts, the list and the last round of mails; while one is under way, all three are asked for again and again. */
export function useFirstSignIns(first: FirstData, filters: PeopleFilters) {
  const round = useQuery({
    queryKey: ['/api/first-sign-ins/rounds'],
    queryFn: async () => (await api<{ round: Round }>('GET', '/api/first-sign-ins/rounds')).round,
    initialData: first.round,
    enabled: first.round !== undefined,
    refetchInterval: ({ state }) => (state.data?.endedAt === null ? watchedEveryMs : false),
  });
  const running = round.data?.endedAt === null;
  const { days } = filters;
  const counts = useQuery({
    queryKey: ['/api/first-sign-ins/counts', days],
    queryFn: () => api<FirstSignInCounts>('GET', `/api/first-sign-ins/counts?${searchOf({ days })}`),
    initialData: days === first.filters.days ? first.counts : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (running || state.data?.entering ? 2 * watchedEveryMs : false),
  });
  useEnd(round.data?.endedAt ?? null);
  const search = searchOf(filters);
  const list = useInfiniteQuery({
    queryKey: ['/api/first-sign-ins', search],
    queryFn: ({ pageParam }) =>
      api<Page>('GET', `/api/first-sign-ins?${searchOf({ ...filters, after: pageParam ?? undefined })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.after,
    initialData: search === searchOf(first.filters) ? { pages: [first.page], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
  });
  return { round, running, counts: counts.data ?? first.counts, list };
}
