'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChartedHealth } from '@/lib/connection';
import { api } from '../query/api';
import type { Json } from '../query/json';

/** How the connection is doing, with the hours of its chart, as pages have it. */
export type Charted = Json<ChartedHealth>;

/** How many hours the chart shows. */
export type Hours = '24' | '168';

const path = '/api/scim-configuration/health';

/** The health of the connection, kept up to date; null where none is connected. */
export function useHealth(hours: Hours, initialData?: Charted | null) {
  return useQuery({
    queryKey: [path, hours],
    queryFn: () =>
      api<{ charted: Charted | null }>('GET', `${path}?hours=${hours}`).then(({ charted }) => charted),
    initialData: hours === '24' ? initialData : undefined,
    // The figures before stay in sight until the next have come.
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}
