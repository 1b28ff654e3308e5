import type { ActivityItem } from '@/lib/activity';
import type { Json } from '../query/json';
import { Badge } from '../ui/badge';
import { cn } from '../ui/cn';
import { Time } from '../ui/time';

/** Things that happened, newest first: when, what in words, and whether it was refused. */
export function ActivityList({ entries }: { entries: readonly Json<ActivityItem>[] }) {
  return (
    <ol className="divide-y">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-5 py-3 sm:grid-cols-[11.5rem_minmax(0,1fr)_5.5rem] sm:px-6"
        >
          <span className="text-sm text-ink-soft">
            <Time at={entry.at} seconds />
          </span>
          <span className="[overflow-wrap:anywhere] max-sm:order-3 max-sm:col-span-2">{entry.words}</span>
          <span className="text-right max-sm:order-2">
            <Badge
              tone={entry.outcome === 'refused' ? 'danger' : 'neutral'}
              className={cn(entry.outcome === 'done' && 'bg-transparent')}
            >
              {entry.outcome === 'refused' ? 'Refused' : 'Done'}
            </Badge>
          </span>
        </li>
      ))}
    </ol>
  );
}
