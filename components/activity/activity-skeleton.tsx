import { Skeleton } from '../ui/skeleton';

const rows = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-2/5', 'w-1/2'];

/** The place of a list of activity that is on its way. */
export function ActivitySkeleton() {
  return (
    <div className="divide-y" role="status" aria-label="Loading activity">
      {rows.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={place} className="grid gap-4 px-5 py-4 sm:grid-cols-[11.5rem_minmax(0,1fr)] sm:px-6">
          <Skeleton className="h-4 w-36" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
