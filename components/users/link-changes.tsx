'use client';

import { useQuery } from '@tanstack/react-query';
import { attributeNames } from '@/lib/connection/providers/attribute-names';
import type { LinkPreview } from '@/lib/directory';
import { api } from '../query/api';
import type { Json } from '../query/json';
import { Problem } from '../query/problem';
import { Alert } from '../ui/alert';
import { Skeleton } from '../ui/skeleton';
import { Time } from '../ui/time';

type Preview = Json<LinkPreview>;
type Value = Preview['changes'][number]['from'];

function shown(value: Value): string {
  if (typeof value === 'boolean') return value ? 'Active' : 'Deactivated';
  return value || '–';
}

const labelOf = (field: string) => attributeNames.find((each) => each.field === field)?.label ?? field;

/** What would become different of a user whom the identity provider takes over, from what it sent last. */
export function LinkChanges({ userId, provider }: { userId: string; provider: string }) {
  const { data, error } = useQuery({
    queryKey: ['link', userId],
    queryFn: () => api<Preview>('GET', `/api/users/${userId}/link`),
    // Of a user who was linked there is no answer any more.
    meta: { kept: true },
  });
  if (error) return <Problem error={error} />;
  if (!data)
    return (
      <div role="status" aria-label="Looking what would change">
        <Skeleton className="h-20 w-full" />
      </div>
    );
  if (data.sentAt === null)
    return (
      <Alert>
        {provider} has not tried to create this user lately. Once it does, what it sends takes the place of
        what stands here.
      </Alert>
    );
  const sent = (
    <>
      What {provider} sent <Time at={data.sentAt} asAgo />
    </>
  );
  if (data.changes.length === 0)
    return <Alert tone="success">{sent} is what stands here: no attribute changes.</Alert>;
  return (
    <table className="w-full text-sm">
      <caption className="pb-2 text-left text-ink-soft">
        {sent} is different here. With its next attempt it changes:
      </caption>
      <thead className="text-left text-ink-soft">
        <tr className="border-b">
          <th className="py-1.5 pr-3 font-medium">Attribute</th>
          <th className="py-1.5 pr-3 font-medium">Now</th>
          <th className="py-1.5 font-medium">Then</th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {data.changes.map(({ field, from, to }) => (
          <tr key={field} className="align-top [overflow-wrap:anywhere]">
            <th className="py-1.5 pr-3 text-left font-normal">{labelOf(field)}</th>
            <td className="py-1.5 pr-3 text-ink-soft">{shown(from)}</td>
            <td className="py-1.5 font-medium">{shown(to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
