import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { ListCard } from './list-card';

interface ShowMoreProps {
  /** What `useInfiniteQuery` says of the list. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  /** What stands on the button. */
  label?: string;
}

/** The button below a list that fetches its next page; nothing where all is shown. */
export function ShowMore({ list, label = 'Show older' }: ShowMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-4 flex justify-center">
      <Button variant="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}

interface EndlessListProps extends ShowMoreProps {
  list: ShowMoreProps['list'] & { error: Error | null; isPlaceholderData: boolean };
  children: ReactNode;
}

/** A list that grows page by page, in its card, with the button that fetches the next page below it. */
export function EndlessList({ list, label, children }: EndlessListProps) {
  return (
    <>
      <ListCard list={list}>{children}</ListCard>
      <ShowMore list={list} label={label} />
    </>
  );
}
