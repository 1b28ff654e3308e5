import { Card } from '../ui/card';
import { Skeleton } from '../ui/skeleton';

const rows = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-2/5', 'w-1/2'];
const filters = ['who', 'what', 'outcome', 'when'];

/** The place of entries that are on their way. */
export function ActivityRows() {
  return (
    <div className="divide-y" role="status" aria-label="Loading activity">
      {rows.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={place} className="flex items-start gap-3.5 px-5 py-3 sm:px-6">
          <Skeleton className="size-8 rounded-full" />
          <div className="flex-1 space-y-2 pt-1.5">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="h-3.5 w-28" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The place of the page's filters and entries. */
export function ActivitySkeleton() {
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <div className="col-span-2 space-y-1.5 lg:col-span-4">
          <Skeleton className="h-5 w-16" />
          <Skeleton className="h-9.5 w-full pointer-coarse:h-11" />
        </div>
        {filters.map((filter) => (
          <div key={filter} className="space-y-1.5">
            <Skeleton className="h-5 w-14" />
            <Skeleton className="h-9.5 w-full pointer-coarse:h-11" />
          </div>
        ))}
      </div>
      <div className="mb-4 flex justify-end">
        <Skeleton className="h-9.5 w-28 pointer-coarse:h-11" />
      </div>
      <Skeleton className="mb-2 h-5 w-14" />
      <Card>
        <ActivityRows />
      </Card>
    </>
  );
}
