'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActivityPage } from '@/lib/activity';
import { api, messageOf } from '../query/api';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { ActivityList } from './activity-list';
import { ActivitySkeleton } from './activity-skeleton';

type Page = Json<ActivityPage>;

const outcomes = [
  { value: 'all', label: 'Everything' },
  { value: 'done', label: 'What was done' },
  { value: 'refused', label: 'What was refused' },
] as const;
type Outcome = (typeof outcomes)[number]['value'];

function pathOf(outcome: Outcome, before: string | null): string {
  const query = new URLSearchParams();
  if (outcome !== 'all') query.set('outcome', outcome);
  if (before) query.set('before', before);
  return `/api/activity?${query}`;
}

/** The client's activity, page after page. */
export function ActivityFeed({ first }: { first: Page }) {
  const [outcome, setOutcome] = useState<Outcome>('all');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['activity', outcome],
    queryFn: ({ pageParam }) => api<Page>('GET', pathOf(outcome, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.before,
    initialData: outcome === 'all' ? { pages: [first], pageParams: [null] } : undefined,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];

  return (
    <>
      <Field label="Show" className="mb-4 sm:max-w-56">
        {(control) => <Select {...control} options={outcomes} value={outcome} onValueChange={setOutcome} />}
      </Field>
      {error ? (
        <Alert tone="danger" className="mb-4">
          {messageOf(error)}
        </Alert>
      ) : null}
      <Card>
        {isPending ? <ActivitySkeleton /> : null}
        {entries.length > 0 ? <ActivityList entries={entries} /> : null}
        {data && entries.length === 0 ? <Nothing outcome={outcome} /> : null}
      </Card>
      {hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button variant="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Nothing({ outcome }: { outcome: Outcome }) {
  if (outcome === 'refused')
    return (
      <EmptyState title="Nothing was refused">
        Requests that the identity provider got wrong, and changes that were not allowed, would stand here
        with the reason.
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing has happened yet">
      Every change that your identity provider or an administrator makes will stand here.
    </EmptyState>
  );
}
