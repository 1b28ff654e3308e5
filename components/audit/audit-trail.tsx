'use client';

import type { AuditItem, AuditPage } from '@/lib/audit';
import { EndlessList } from '../query/endless-list';
import type { Json } from '../query/json';
import { useEndlessQuery } from '../query/use-endless-query';
import { Badge } from '../ui/badge';
import { EmptyState } from '../ui/empty-state';
import { Time } from '../ui/time';

type Page = Json<AuditPage>;

function Entry({ number, at, words, outcome, hash }: Json<AuditItem>) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-5 py-3 sm:grid-cols-[3rem_11.5rem_minmax(0,1fr)_auto] sm:px-6">
      <span className="text-sm text-ink-soft tabular-nums max-sm:hidden">
        <span className="sr-only">Entry </span>
        {number}
      </span>
      <span className="text-sm text-ink-soft">
        <span aria-hidden className="mr-2 tabular-nums sm:hidden">
          {number}
        </span>
        {at ? <Time at={at} seconds /> : null}
      </span>
      <span className="[overflow-wrap:anywhere] max-sm:order-3 max-sm:col-span-2">
        {words}
        {outcome === 'refused' ? (
          <Badge tone="danger" className="ml-2">
            Refused
          </Badge>
        ) : null}
      </span>
      <code className="text-xs text-ink-soft max-sm:order-2" title={hash}>
        {hash.slice(0, 8)}
      </code>
    </li>
  );
}

/** The client's audit trail, page after page, newest first. */
export function AuditTrail({ first }: { first: Page }) {
  const list = useEndlessQuery('/api/audit', first);
  const entries = list.data.pages.flatMap((page) => page.entries);
  return (
    <EndlessList list={list}>
      {entries.length > 0 ? (
        <ol className="divide-y">
          {entries.map((entry) => (
            <Entry key={entry.number} {...entry} />
          ))}
        </ol>
      ) : (
        <EmptyState title="Nobody has done anything yet">
          What administrators change, and what the operator does to this client, will stand here for good.
        </EmptyState>
      )}
    </EndlessList>
  );
}
