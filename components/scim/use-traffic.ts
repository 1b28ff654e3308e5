'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LatestRequest } from '@/lib/activity';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { configurationPath } from './use-configuration';

/** The last requests of the identity provider, newest first. */
export type Traffic = readonly Json<LatestRequest>[];

const path = `${configurationPath}/traffic`;
/** For so long after a request others are looked for closely, in milliseconds. */
const lively = 60_000;

/**
 * The last requests, kept up to date while the page is in sight: every 2 s while one is waited for or has just come,
 * else every 10 s. One that comes has the configuration asked for again, as it may have changed what that says.
 */
export function useTraffic(initialData: Traffic, { waiting }: { waiting: boolean }): Traffic {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: [path],
    queryFn: () => api<{ requests: Traffic }>('GET', path).then(({ requests }) => requests),
    initialData,
    refetchInterval: ({ state }) => {
      const last = state.data?.[0]?.at;
      const isLively = last !== undefined && Date.now() - new Date(last).getTime() < lively;
      return waiting || isLively ? 2000 : 10_000;
    },
  });
  const newest = data[0]?.id;
  useEffect(() => {
    if (newest) void queries.invalidateQueries({ queryKey: [configurationPath], exact: true });
  }, [newest, queries]);
  return data;
}
