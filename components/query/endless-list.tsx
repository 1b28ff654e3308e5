import { Button } from '../ui/button';

interface ShowOlderProps {
  /** What `useInfiniteQuery` says of the list. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The button below a list, newest first, that fetches its next page; nothing where all is shown. */
export function ShowOlder({ list }: ShowOlderProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button variant="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        Show older
      </Button>
    </div>
  );
}
