'use client';

import { Card } from '../ui/card';
import { dateOf, dayName, daysOf, type Item } from './days';
import { FoldedRows } from './folded-rows';
import type { Readable } from './subject-link';
import { useNow } from './use-now';

/** Entries under the days that they happened on, in the reader's time zone; until the page has woken, in UTC. */
export function ActivityDays({ entries, readable }: { entries: readonly Item[]; readable: Readable }) {
  const now = useNow();
  const zone = now === undefined ? 'UTC' : undefined;
  const today = now === undefined ? undefined : dateOf(now);
  return (
    <div className="space-y-6">
      {daysOf(entries, zone).map(({ date, folds }) => (
        <section key={date} aria-labelledby={`day-${date}`}>
          <h2
            id={`day-${date}`}
            className="mb-2 text-sm font-semibold text-ink-soft"
            suppressHydrationWarning
          >
            {dayName(date, today)}
          </h2>
          <Card>
            <ol className="divide-y">
              {folds.map((fold) => (
                <li key={fold.key}>
                  <FoldedRows fold={fold} readable={readable} now={now} />
                </li>
              ))}
            </ol>
          </Card>
        </section>
      ))}
    </div>
  );
}
