'use client';

import { Problem } from '../query/problem';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Skeleton } from '../ui/skeleton';
import { TextLink } from '../ui/text-link';
import { Time } from '../ui/time';
import { useHeld } from './use-breaker';

/** What the identity provider wants of somebody, and what became of it. */
const fates = {
  held: { deactivate: 'To be deactivated', remove: 'To be removed' },
  rejected: { deactivate: 'Not deactivated', remove: 'Not removed' },
} as const;

/** Who is held, or whose end of access was rejected, with when the identity provider asked last. */
export function HeldList({ state, count }: { state: 'held' | 'rejected'; count: number }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useHeld(state, count);
  if (error) return <Problem error={error} />;
  const users = data?.pages.flatMap((page) => page.users);
  return (
    <div className="max-h-96 overflow-y-auto rounded-md border" data-state={state}>
      {users ? (
        <ul aria-label={state === 'held' ? 'People who are held' : 'People who stay'} className="divide-y">
          {users.map(({ id, name, userName, kind, lastAt }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 sm:flex-nowrap"
            >
              <span className="min-w-0">
                <TextLink href={`/settings/users/${id}`}>{name}</TextLink>
                {name === userName ? null : (
                  <span className="block truncate text-sm text-ink-soft">{userName}</span>
                )}
              </span>
              <span className="flex shrink-0 items-center gap-x-3 gap-y-1 text-sm text-ink-soft sm:flex-col sm:items-end">
                <Badge>{fates[state][kind]}</Badge>
                <Time at={lastAt} asAgo />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <div role="status" aria-label="Loading people" className="space-y-3 p-4">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-40" />
        </div>
      )}
      {hasNextPage ? (
        <div className="border-t p-2">
          <Button variant="quiet" size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}
