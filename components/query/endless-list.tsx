import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { messageOf } from './api';

/** Says why the list, or its next page, could not be had; nothing where it could. */
export function ListError({ error }: { error: Error | null }) {
  if (!error) return null;
  return (
    <Alert tone="danger" className="mb-4">
      {messageOf(error)}
    </Alert>
  );
}

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
