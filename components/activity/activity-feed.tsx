'use client';

import { ArrowUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { ShowMore } from '../query/endless-list';
import { Problem } from '../query/problem';
import type { ListFilters } from '../query/use-filters';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { EmptyState } from '../ui/empty-state';
import { ActivityDays } from './activity-days';
import { ActivityFilters, type Who } from './activity-filters';
import { ActivityRows } from './activity-skeleton';
import { ExportMenu } from './export-menu';
import type { Readable } from './subject-link';
import { mostCounted, type Page, useActivity } from './use-activity';

const none: ListFilters = {
  search: '',
  actor: undefined,
  person: undefined,
  area: undefined,
  outcome: undefined,
  within: undefined,
  from: undefined,
  to: undefined,
  subject: undefined,
};

interface ActivityFeedProps {
  filters: ListFilters;
  page: Page;
  who: Who;
  readable: Readable;
}

/** The client's activity: searched, filtered, by day, page after page. */
export function ActivityFeed({ filters: initial, page, who, readable }: ActivityFeedProps) {
  const { list, filters, search, change, newer, showNewer } = useActivity({ filters: initial, page });
  const top = useRef<HTMLDivElement>(null);
  // What is shown beside the filters, such as the range of time, begins anew with each reset.
  const [resets, setResets] = useState(0);
  const pages = list.data?.pages ?? [];
  const entries = pages.flatMap((each) => each.entries);
  const subject = entries.find((entry) => entry.subject.id === filters.subject)?.subject.name;

  async function show() {
    await showNewer();
    top.current?.focus();
  }

  function reset() {
    change(none);
    setResets(resets + 1);
  }

  return (
    <>
      <ActivityFilters key={resets} filters={filters} who={who} subject={subject} onChange={change} />
      <div className="mb-4 flex min-h-9.5 flex-wrap items-center justify-between gap-3">
        <Newer count={newer} onShow={show} />
        <ExportMenu search={search} />
      </div>
      <Problem error={list.error} className="mb-4" />
      {pages[0]?.complete === false ? (
        <Alert className="mb-4" title="Not everybody who fits is in this list">
          The search fits many users or roles; the activity of some is shown. Type more letters of a name or
          an e-mail address.
        </Alert>
      ) : null}
      <div
        ref={top}
        tabIndex={-1}
        aria-busy={list.isPlaceholderData}
        className={cn('outline-none transition-opacity', list.isPlaceholderData && 'opacity-60')}
      >
        {list.isPending ? (
          <Card>
            <ActivityRows />
          </Card>
        ) : null}
        <ActivityDays entries={entries} readable={readable} />
        {list.data && entries.length === 0 ? (
          <Card>
            <Nothing
              narrowed={search !== ''}
              looking={list.hasNextPage}
              refused={filters.outcome === 'refused'}
              onReset={reset}
            />
          </Card>
        ) : null}
      </div>
      <ShowMore list={list} />
    </>
  );
}

/** Says that something happened meanwhile, and shows it when asked to: nothing moves by itself. */
function Newer({ count, onShow }: { count: number; onShow: () => void }) {
  const more = count > mostCounted ? `More than ${mostCounted}` : count;
  return (
    <div role="status">
      {count > 0 ? (
        <Button variant="secondary" size="sm" onClick={onShow}>
          <ArrowUp aria-hidden />
          {more} new {count === 1 ? 'entry' : 'entries'}
        </Button>
      ) : null}
    </div>
  );
}

interface NothingProps {
  narrowed: boolean;
  /** Only a part was looked at. */
  looking: boolean;
  refused: boolean;
  onReset: () => void;
}

function Nothing({ narrowed, looking, refused, onReset }: NothingProps) {
  if (looking)
    return (
      <EmptyState title="Nothing found so far">
        The newest entries were looked at. “Show older” looks further back.
      </EmptyState>
    );
  if (!narrowed)
    return (
      <EmptyState title="Nothing has happened yet">
        Every change that your identity provider or an administrator makes will stand here.
      </EmptyState>
    );
  return (
    <EmptyState
      title={refused ? 'Nothing was refused' : 'Nothing fits'}
      action={
        <Button variant="secondary" onClick={onReset}>
          Show everything
        </Button>
      }
    >
      {refused
        ? 'Requests that the identity provider got wrong, and changes that were not allowed, would stand here with the reason.'
        : 'No entry fits the search and the filters. A longer time, or fewer filters, may show some.'}
    </EmptyState>
  );
}
