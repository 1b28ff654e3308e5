'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { spans } from '@/lib/activity/entries/spans';
import { areas } from '@/lib/activity/records/actions';
import type { NamedPerson } from '@/lib/directory';
import type { ListFilters } from '../query/use-filters';
import { Button } from '../ui/button';
import { FilterSelect } from '../ui/filter-select';
import { SearchField } from '../ui/search-field';
import { TimeRange } from './time-range';

const what = areas.map(({ name, label }) => ({ value: name, label }));
const outcomes = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
] as const;
const when = [
  ...spans.map(({ name, label }) => ({ value: name, label })),
  { value: 'range', label: 'From … to …' },
] as const;

/** Who acts, beside the people by name. */
export interface Who {
  /** The connected identity provider's name; null where none is. */
  readonly provider: string | null;
  readonly people: readonly NamedPerson[];
}

function whoOptions({ provider, people }: Who) {
  return [
    { value: 'identity-provider', label: provider ?? 'Identity provider' },
    { value: 'user', label: 'Any person' },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'operator', label: 'Operator of the platform' },
    { value: 'system', label: 'Muster itself' },
  ];
}

interface ActivityFiltersProps {
  filters: ListFilters;
  who: Who;
  /** The name of whom it is about, where the address names one. */
  subject: string | undefined;
  onChange: (next: ListFilters) => void;
}

/** What activity is filtered and searched by. */
export function ActivityFilters({ filters, who, subject, onChange }: ActivityFiltersProps) {
  const [ranged, setRanged] = useState(Boolean(filters.from || filters.to));

  function changeWho(value: string | undefined) {
    const isPerson = who.people.some(({ id }) => id === value);
    onChange(isPerson ? { actor: undefined, person: value } : { actor: value, person: undefined });
  }

  function changeWhen(value: string | undefined) {
    const isRange = value === 'range';
    setRanged(isRange);
    onChange({ within: isRange ? undefined : value, from: undefined, to: undefined });
  }

  return (
    <div className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <SearchField
        label="Search"
        className="col-span-2 lg:col-span-4"
        value={filters.search ?? ''}
        onSearch={(search) => onChange({ search })}
        placeholder="A user, a role, or a request id"
      />
      <FilterSelect
        label="Who"
        none="Anybody"
        options={whoOptions(who)}
        value={filters.person ?? filters.actor}
        onChange={changeWho}
      />
      <FilterSelect
        label="What"
        none="Anything"
        options={what}
        value={filters.area}
        onChange={(area) => onChange({ area })}
      />
      <FilterSelect
        label="Outcome"
        none="Done or refused"
        options={outcomes}
        value={filters.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      <FilterSelect
        label="When"
        none="Any time"
        options={when}
        value={ranged ? 'range' : filters.within}
        onChange={changeWhen}
      />
      {ranged ? <TimeRange from={filters.from} to={filters.to} onChange={onChange} /> : null}
      {filters.subject ? (
        <div className="col-span-2 flex items-center lg:col-span-4">
          <Button variant="secondary" size="sm" onClick={() => onChange({ subject: undefined })}>
            Only about {subject ?? 'one user or role'}
            <X aria-hidden />
            <span className="sr-only">: show about anybody</span>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
