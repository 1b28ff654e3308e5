import type { ReactNode } from 'react';
import type { Count } from '@/lib/directory';
import { Pager } from '../ui/pager';
import { ListCard } from './list-card';
import type { ListFilters } from './use-filters';

interface PagedListProps {
  /** What `useListQuery` gives. */
  query: {
    list: { page: number; size: number; total: Count };
    error: Error | null;
    isPlaceholderData: boolean;
    change: (next: ListFilters) => void;
  };
  /** What is listed: ["user", "users"]. */
  what: readonly [one: string, many: string];
  /** How many entries the page holds. */
  shown: number;
  children: ReactNode;
}

/** One page of a list, in its card, with the way to the others. */
export function PagedList({ query, what, shown, children }: PagedListProps) {
  const { page, size, total } = query.list;
  return (
    <ListCard list={query}>
      {children}
      <Pager
        what={what}
        page={page}
        size={size}
        total={total}
        shown={shown}
        onPage={(next) => query.change({ page: String(next) })}
      />
    </ListCard>
  );
}
