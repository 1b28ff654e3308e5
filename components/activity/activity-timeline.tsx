'use client';

import type { ActivityPage } from '@/lib/activity';
import { EndlessList } from '../query/endless-list';
import type { Json } from '../query/json';
import { useEndlessQuery } from '../query/use-endless-query';
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
  const list = useEndlessQuery(path, first);
  const entries = list.data.pages.flatMap((page) => page.entries);
  return (
    <EndlessList list={list}>
      {entries.length > 0 ? (
        <ActivityList entries={entries} readable={readable} />
      ) : (
        <p className="px-5 py-4 text-ink-soft sm:px-6">{empty}</p>
      )}
    </EndlessList>
  );
}
