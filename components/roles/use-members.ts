'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../query/api';
import { type MemberPage, type MemberPages, totalOf, without } from './member-pages';

/** How many members are asked for at a time. */
const pageSize = 200;

/** A role's members as far as they are loaded: page after page, from where the one before ended. */
export function useMembers(roleId: string, search: string, first: MemberPage) {
  const queries = useQueryClient();
  const path = `/api/roles/${roleId}/members`;
  const key = [path, search];
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam: after }) => {
      const asked = { search, size: String(pageSize), ...(after && { after }) };
      return api<MemberPage>('GET', `${path}?${new URLSearchParams(asked)}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }: MemberPage) => next ?? undefined,
    initialData: search === '' ? { pages: [first], pageParams: [''] } : undefined,
    placeholderData: keepPreviousData,
    // Thousands may be loaded: what is changed here is changed in what is loaded, and nothing is asked for again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    meta: { kept: true },
  });
  const { data } = query;
  const pages = data?.pages;
  const members = useMemo(() => pages?.flatMap((page) => page.members) ?? [], [pages]);
  return {
    ...query,
    members,
    total: totalOf(pages ?? []),
    complete: pages?.[0]?.complete ?? true,
    /** Takes one who is no longer a member out of what is loaded. */
    remove: (id: string) =>
      queries.setQueriesData<MemberPages>({ queryKey: [path] }, (pages) => pages && without(pages, id)),
    /** Starts anew: somebody became a member. */
    restart: () => queries.resetQueries({ queryKey: [path] }),
  };
}
