'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ActivityPage } from '@/lib/activity';
import { api } from '../query/api';
import { ShowOlder } from '../query/endless-list';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { Card } from '../ui/card';
import { ActivityList } from './activity-list';
import type { Readable } from './subject-link';

type Page = Json<ActivityPage>;

interface ActivityTimelineProps {
  /** The route that answers with its pages. */
  path: string;
  first: Page;
  /** What stands there where nothing is on record. */
  empty: string;
  /** The pages that the reader may open: their names become links. */
  readable: Readable;
}

/** Everything that happened to somebody, newest first, page after page. */
export function ActivityTimeline({ path, first, empty, readable }: ActivityTimelineProps) {
  const list = useInfiniteQuery({
    queryKey: ['activity', path],
    queryFn: ({ pageParam }) => api<Page>('GET', pageParam ? `${path}?before=${pageParam}` : path),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.before,
    initialData: { pages: [first], pageParams: [null] },
  });
  const entries = list.data.pages.flatMap((page) => page.entries);
  return (
    <>
      <Problem error={list.error} className="mb-4" />
      <Card>
        {entries.length > 0 ? (
          <ActivityList entries={entries} readable={readable} />
        ) : (
          <p className="px-5 py-4 text-ink-soft sm:px-6">{empty}</p>
        )}
      </Card>
      <ShowOlder list={list} />
    </>
  );
}
