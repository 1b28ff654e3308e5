'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FirstSignInCounts, Stage } from '@/lib/auth';
import { Problem } from '../query/problem';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { counted, countText } from '../ui/count';
import { EmptyState } from '../ui/empty-state';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { PeopleTable } from './people-table';
import { RoundStatus } from './round-status';
import { SendMails } from './send-mails';
import { StageFigures, stageLabels } from './stage-figures';
import { type FirstData, type PeopleFilters, searchOf, useFirstSignIns } from './use-first-sign-ins';

const spans = [
  { value: '0', label: 'At any time' },
  { value: '1', label: 'More than a day ago' },
  { value: '3', label: 'More than 3 days ago' },
  { value: '7', label: 'More than a week ago' },
  { value: '30', label: 'More than 30 days ago' },
] as const;

interface FirstSignInTrackerProps {
  first: FirstData;
  canManage: boolean;
  linkDays: number;
}

/** How many people a round to everybody who is listed would be for. */
function waiting({ stages }: FirstSignInCounts, stage: Stage | undefined) {
  if (stage) return stages[stage];
  const all = [stages.provisioned, stages.mailed, stages.opened];
  return { count: all.reduce((sum, { count }) => sum + count, 0), more: all.some(({ more }) => more) };
}

/** Who has not signed in yet, how far they are, and mails to one, some or all of them. */
export function FirstSignInTracker({ first, canManage, linkDays }: FirstSignInTrackerProps) {
  const [filters, setFilters] = useState(first.filters);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { round, running, counts, list } = useFirstSignIns(first, filters);
  const queries = useQueryClient();
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  const stage = stageLabels.find((each) => each.stage === filters.stage)?.stage;
  const everybody = waiting(counts, stage);

  // What the mails changed shows once they are through.
  const ended = round.data?.endedAt ?? null;
  const shown = useRef(ended);
  useEffect(() => {
    if (ended !== null && ended !== shown.current) void queries.invalidateQueries();
    shown.current = ended;
  }, [ended, queries]);

  function change(next: PeopleFilters) {
    const merged = { ...filters, ...next };
    setFilters(merged);
    setChosen(new Set());
    const address = searchOf(merged);
    window.history.replaceState(null, '', address ? `?${address}` : window.location.pathname);
  }

  function choose(ids: readonly string[], on: boolean) {
    const next = new Set(chosen);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  }

  return (
    <>
      {round.data ? <RoundStatus round={round.data} /> : null}
      <StageFigures
        counts={counts}
        chosen={stage}
        onChoose={(next) => change({ stage: next, address: undefined })}
      />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <Field label="Provisioned" className="w-full sm:w-56">
          {(control) => (
            <Select
              {...control}
              options={spans}
              value={spans.find(({ value }) => value === filters.days)?.value ?? '0'}
              onValueChange={(days) => change({ days: days === '0' ? undefined : days })}
            />
          )}
        </Field>
        {canManage && stage !== 'signed-in' ? (
          <div className="flex flex-wrap gap-2">
            {chosen.size > 0 ? (
              <SendMails
                request={{ users: [...chosen] }}
                whom={chosen.size === 1 ? 'the chosen person' : `${chosen.size} chosen people`}
                linkDays={linkDays}
                primary
                disabled={running}
                onStarted={() => setChosen(new Set())}
              />
            ) : null}
            {everybody.count > 0 && filters.address === undefined ? (
              <SendMails
                request={{ stage: stage ?? 'waiting', days: Number(filters.days ?? 0) }}
                whom={
                  everybody.count === 1 && !everybody.more
                    ? 'the one who waits'
                    : `all ${countText(everybody)} who wait`
                }
                linkDays={linkDays}
                primary={chosen.size === 0}
                disabled={running}
                onStarted={() => setChosen(new Set())}
              />
            ) : null}
          </div>
        ) : null}
      </div>
      {counts.entering ? (
        <Alert className="mb-4" title="Still counting">
          Many users have arrived. The figures grow until all of them are looked at.
        </Alert>
      ) : null}
      {counts.withoutAddress.count > 0 || filters.address ? (
        <WithoutAddress
          count={counts.withoutAddress}
          listed={filters.address === 'none'}
          onChange={(address) => change({ address, stage: undefined })}
        />
      ) : null}
      <Problem error={list.error} className="mb-4" />
      <Card
        className={cn('transition-opacity', list.isPlaceholderData && 'opacity-60')}
        aria-busy={list.isPlaceholderData}
      >
        {people.length > 0 ? (
          <PeopleTable
            people={people}
            selectable={canManage && stage !== 'signed-in'}
            chosen={chosen}
            onChoose={choose}
          />
        ) : (
          <Nobody filters={filters} />
        )}
      </Card>
      {list.hasNextPage ? (
        <div className="mt-4 flex justify-center">
          <Button variant="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface WithoutAddressProps {
  count: FirstSignInCounts['withoutAddress'];
  listed: boolean;
  onChange: (address: string | undefined) => void;
}

function WithoutAddress({ count, listed, onChange }: WithoutAddressProps) {
  return (
    <Alert tone="warning" className="mb-4">
      <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span>
          {counted(count, 'person who waits has', 'people who wait have')} no e-mail address, so no mail can
          reach them. Give one in your identity provider.
        </span>
        <Button variant="link" onClick={() => onChange(listed ? undefined : 'none')}>
          {listed ? 'Show everybody' : 'Show them'}
        </Button>
      </span>
    </Alert>
  );
}

function Nobody({ filters: { stage, days, address } }: { filters: PeopleFilters }) {
  if (stage || days || address)
    return (
      <EmptyState title="Nobody is here">
        Nobody who is let in was provisioned in this time and stands at this stage.
      </EmptyState>
    );
  return (
    <EmptyState title="Everybody has signed in">
      People whom your identity provider adds stand here until they have signed in for the first time.
    </EmptyState>
  );
}
