'use client';

import { useQuery } from '@tanstack/react-query';
import type { AuditCheck } from '@/lib/audit';
import { api, messageOf } from '../query/api';
import type { Json } from '../query/json';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { counted } from '../ui/count';
import { Skeleton } from '../ui/skeleton';

type Check = Json<AuditCheck>;

/** Whether the trail is whole, and if not, where it breaks. */
export function AuditCheckCard({ first }: { first: Check }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'check'],
    queryFn: () => api<Check>('GET', '/api/audit/check'),
    initialData: first,
    // A check reads the whole trail: it is made when the page is opened, and when somebody asks for it.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const again = (
    <Button variant="secondary" size="sm" className="mt-2" busy={isFetching} onClick={() => refetch()}>
      Check again
    </Button>
  );
  if (error)
    return (
      <Alert tone="danger" title="The trail could not be checked" className="mb-6">
        <p>{messageOf(error)}</p>
        {again}
      </Alert>
    );
  if (data.problems.length > 0)
    return (
      <Alert tone="danger" title="The trail is broken" className="mb-6">
        <ul className="list-disc pl-4">
          {data.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
        <p>Somebody changed it in the database, past Muster. Tell whoever runs this Muster.</p>
        {again}
      </Alert>
    );
  return (
    <Alert tone="success" title={wholeTitle(data.entries)} className="mb-6">
      <p>None is missing, and none was changed since it was written.</p>
      {data.head ? (
        <p className="font-mono text-xs [overflow-wrap:anywhere]">
          <span className="font-sans">Last entry </span>
          {data.head}
        </p>
      ) : null}
      {again}
    </Alert>
  );
}

function wholeTitle(entries: number): string {
  return `The trail is whole: ${counted({ count: entries, more: false }, 'entry', 'entries')}`;
}

/** The place of the check while it runs. */
export function AuditCheckSkeleton() {
  return (
    <div role="status" aria-label="Checking the trail" className="mb-6">
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
