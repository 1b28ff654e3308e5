'use client';

import type { FirstSignInCounts } from '@/lib/auth';
import { EndlessList } from '../query/endless-list';
import { useFilters } from '../query/use-filters';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { counted } from '../ui/count';
import { EmptyState } from '../ui/empty-state';
import { FilterSelect } from '../ui/filter-select';
import { useSelection } from '../ui/use-selection';
import { PeopleTable } from './people-table';
import { RoundButtons } from './round-buttons';
import { RoundStatus } from './round-status';
import { StageFigures, stageLabels } from './stage-figures';
import { type FirstData, type PeopleFilters, useFirstSignIns } from './use-first-sign-ins';

const spans = [
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

/** Who has not signed in yet, how far they are, and mails to one, some or all of them. */
export function FirstSignInTracker({ first, canManage, linkDays }: FirstSignInTrackerProps) {
  const { filters, change } = useFilters(first.filters);
  const { chosen, choose, clear } = useSelection();
  const { round, running, counts, list } = useFirstSignIns(first, filters);
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  const stage = stageLabels.find((each) => each.stage === filters.stage)?.stage;
  const selectable = canManage && stage !== 'signed-in';

  function narrow(next: PeopleFilters) {
    change(next);
    clear();
  }

  return (
    <>
      <div id="round" tabIndex={-1} className="outline-none">
        {round.data ? <RoundStatus round={round.data} /> : null}
      </div>
      <StageFigures
        counts={counts}
        chosen={stage}
        onChoose={(next) => narrow({ stage: next, address: undefined })}
      />
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <FilterSelect
          label="Provisioned"
          none="At any time"
          options={spans}
          value={filters.days}
          onChange={(days) => narrow({ days })}
          className="w-full sm:w-56"
        />
        {selectable ? (
          <RoundButtons
            chosen={chosen}
            filters={{ ...filters, stage }}
            counts={counts}
            linkDays={linkDays}
            disabled={running}
            onStarted={clear}
          />
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
          onChange={(address) => narrow({ address, stage: undefined })}
        />
      ) : null}
      <EndlessList list={list} label="Show more">
        {people.length > 0 ? (
          <PeopleTable people={people} selectable={selectable} chosen={chosen} onChoose={choose} />
        ) : (
          <Nobody filters={filters} />
        )}
      </EndlessList>
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
