'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { PlannedChange, RoleEffects } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { useTypedName } from '../ui/confirm-name';

/** A role whose change is planned, in a client of this name. */
export interface PlannedRole {
  readonly id: string;
  readonly name: string;
  readonly clientName: string;
}

/**
 * Who would gain and who would lose what by a planned change of a role, and whether it may be done: not before that is
 * known, not where nobody would be left who manages the client, and where somebody loses that, only when the client's
 * name was typed. Null plans nothing.
 */
export function useEffects(role: PlannedRole, change: PlannedChange | null) {
  const typedName = useTypedName(role.clientName);
  const path = `/api/roles/${role.id}/effects`;
  const query = useInfiniteQuery({
    queryKey: [path, change],
    queryFn: ({ pageParam: after }) =>
      api<Json<RoleEffects>>('POST', path, { ...change, ...(after && { after }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }: Json<RoleEffects>) => next ?? undefined,
    enabled: change !== null,
    // What is decided upon is never what was true some time ago.
    staleTime: 0,
    gcTime: 0,
    // Once it is done, there is nothing left to ask, and of a role that was deleted no answer.
    meta: { kept: true },
  });
  const [effects] = query.data?.pages ?? [];
  const asksForName =
    effects?.loses.permissions.some(({ permission }) => permission === 'client.manage') ?? false;
  const confirmed = !asksForName || typedName.matches;
  return {
    ...query,
    effects,
    people: query.data?.pages.flatMap((page) => page.people) ?? [],
    asksForName,
    /** The client's name, which is asked for where somebody loses its management. */
    typedName,
    ready: effects !== undefined && !query.isFetching && !effects.leavesNoManager && confirmed,
  };
}

/** What `useEffects` found out. */
export type FoundEffects = ReturnType<typeof useEffects>;
