'use client';

import { ActivityRow } from './activity-row';
import type { Item } from './days';
import type { Readable } from './subject-link';
import { useNow } from './use-now';

interface ActivityListProps {
  entries: readonly Item[];
  /** The pages that the reader may open: their names become links. */
  readable?: Readable;
}

/** Things that happened, newest first: when, what in words, and whether it was refused. */
export function ActivityList({ entries, readable = { users: false, roles: false } }: ActivityListProps) {
  const now = useNow();
  return (
    <ol className="divide-y">
      {entries.map((entry) => (
        <li key={entry.id}>
          <ActivityRow entry={entry} readable={readable} now={now} dated />
        </li>
      ))}
    </ol>
  );
}
