'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ActivityPage } from '@/lib/activity';
import { api, messageOf } from '../query/api';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
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
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['activity', path],
    queryFn: ({ pageParam }) => api<Page>('GET', pageParam ? `${path}?before=${pageParam}` : path),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.before,
    initialData: { pages: [first], pageParams: [null] },
  });
  const entries = data.pages.flatMap((page) => page.entries);
  return (
    <>
      {error ? (
        <Alert tone="danger" className="mb-4">
          {messageOf(error)}
        </Alert>
      ) : null}
      <Card>
        {entries.length > 0 ? (
          <ActivityList entries={entries} readable={readable} />
        ) : (
          <p className="px-5 py-4 text-ink-soft sm:px-6">{empty}</p>
        )}
      </Card>
      {hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button variant="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}
