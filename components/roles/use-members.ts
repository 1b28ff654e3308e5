'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Count, RoleMembers } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';

type Page = Json<RoleMembers>;
type Pages = { pages: Page[]; pageParams: string[] };

/** How many members are asked for at a time. */
const pageSize = 200;

function without({ pages, pageParams }: Pages, id: string): Pages {
  const fewer = (total: Count | null) =>
    total && { ...total, count: total.more ? total.count : Math.max(0, total.count - 1) };
  return {
    pageParams,
    pages: pages.map((page) => ({
      ...page,
      members: page.members.filter((member) => member.id !== id),
      total: fewer(page.total),
    })),
  };
}

/** A role's members as far as they are loaded: page after page, from where the one before ended. */
export function useMembers(roleId: string, search: string, first: Page) {
  const queries = useQueryClient();
  const path = `/api/roles/${roleId}/members`;
  const key = [path, search];
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam: after }) => {
      const asked = { search, size: String(pageSize), ...(after && { after }) };
      return api<Page>('GET', `${path}?${new URLSearchParams(asked)}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }: Page) => next ?? undefined,
    initialData: search === '' ? { pages: [first], pageParams: [''] } : undefined,
    placeholderData: keepPreviousData,
    // Thousands may be loaded: what is changed here is changed in what is loaded, and nothing is asked for again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    meta: { kept: true },
  });
  const { data } = query;
  const members = useMemo(() => data?.pages.flatMap((page) => page.members) ?? [], [data]);
  return {
    ...query,
    members,
    total: data?.pages[0]?.total ?? { count: members.length, more: false },
    complete: data?.pages[0]?.complete ?? true,
    /** Takes one who is no longer a member out of what is loaded. */
    remove: (id: string) =>
      queries.setQueriesData<Pages>({ queryKey: [path] }, (pages) => pages && without(pages, id)),
    /** Starts anew: somebody became a member. */
    restart: () => queries.resetQueries({ queryKey: [path] }),
  };
}
