import { Card } from './card';
import { Skeleton } from './skeleton';

const widths = ['w-40', 'w-32', 'w-48', 'w-36', 'w-44', 'w-32', 'w-40', 'w-36'];

/** The place of a searched list that is on its way: its filters, and rows. */
export function ListSkeleton({ what }: { what: string }) {
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      <div className="mb-4 space-y-1.5">
        <Skeleton className="h-5 w-16" />
        <Skeleton className="h-9.5 w-full pointer-coarse:h-11" />
      </div>
      <Card className="divide-y">
        {widths.map((width, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
          <div key={place} className="flex h-16 items-center gap-3 px-5 sm:px-6">
            <Skeleton className="size-8 rounded-full" />
            <div className="flex-1 space-y-1.5">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="h-3.5 w-56 max-w-full" />
            </div>
            <Skeleton className="h-5 w-16" />
          </div>
        ))}
      </Card>
    </div>
  );
}
