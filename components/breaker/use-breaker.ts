'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { BreakerChange, BreakerView, HeldPage } from '@/lib/connection';
import { api } from '../query/api';
import type { Json } from '../query/json';

/** The circuit breaker as the page has it. */
export type Breaker = Json<BreakerView>;

const path = '/api/scim-configuration/breaker';

/** The circuit breaker, kept up to date: every 5 s while it holds something. Null without an identity provider. */
export function useBreaker() {
  return useQuery({
    queryKey: [path],
    queryFn: () => api<{ breaker: Breaker | null }>('GET', path).then((body) => body.breaker),
    refetchInterval: ({ state }) => (state.data?.held ? 5000 : 15_000),
  });
}

/** The users whose end of access is held or was rejected, page by page. */
export function useHeld(state: 'held' | 'rejected', count: number) {
  return useInfiniteQuery({
    // Others may be held while the list is looked at.
    queryKey: [path, state, count],
    queryFn: ({ pageParam }) =>
      api<Json<HeldPage>>('GET', `${path}/held?state=${state}${pageParam ? `&after=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Turns it on or off, or sets what it lets through. */
export function changeBreaker(change: BreakerChange): Promise<void> {
  return api('PATCH', path, change);
}

/** Decides about what is held or was rejected; answers of how many users. */
export function decide(decision: 'approve' | 'reject' | 'forget'): Promise<{ users: number }> {
  return api('POST', `${path}/held`, { decision });
}

/** Suspends it for some hours, because the client leaves its identity provider; answers how many lost access. */
export function suspend(hours: number): Promise<{ users: number }> {
  return api('POST', `${path}/leave`, { hours });
}
