'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { spans } from '@/lib/activity/entries/spans';
import { areas } from '@/lib/activity/records/actions';
import type { NamedPerson } from '@/lib/directory';
import type { ListFilters } from '../query/use-list-query';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { SearchInput } from '../ui/search-input';
import { Select } from '../ui/select';
import { TimeRange } from './time-range';

const what = [
  { value: 'all', label: 'Anything' },
  ...areas.map(({ name, label }) => ({ value: name, label })),
] as const;
const outcomes = [
  { value: 'all', label: 'Done or refused' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
] as const;
const when = [
  { value: 'all', label: 'Any time' },
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
    { value: 'all', label: 'Anybody' },
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

/** A filter's value where its options have it, else that of no filter. */
function chosen<Value extends string>(options: readonly { value: Value }[], value: string | undefined) {
  return options.find((option) => option.value === value)?.value;
}

/** What activity is filtered and searched by. */
export function ActivityFilters({ filters, who, subject, onChange }: ActivityFiltersProps) {
  const [ranged, setRanged] = useState(Boolean(filters.from || filters.to));
  const actors = whoOptions(who);
  const span = ranged ? 'range' : (chosen(when, filters.within) ?? 'all');

  function changeWho(value: string) {
    const person = who.people.some(({ id }) => id === value);
    const actor = value === 'all' || person ? undefined : value;
    onChange({ actor, person: person ? value : undefined });
  }

  function changeWhen(value: (typeof when)[number]['value']) {
    setRanged(value === 'range');
    const within = value === 'all' || value === 'range' ? undefined : value;
    onChange({ within, from: undefined, to: undefined });
  }

  return (
    <div className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Field label="Search" className="col-span-2 lg:col-span-4">
        {(control) => (
          <SearchInput
            {...control}
            value={filters.search ?? ''}
            onSearch={(search) => onChange({ search })}
            placeholder="A user, a role, or a request id"
          />
        )}
      </Field>
      <Field label="Who">
        {(control) => (
          <Select
            {...control}
            options={actors}
            value={chosen(actors, filters.person ?? filters.actor) ?? 'all'}
            onValueChange={changeWho}
          />
        )}
      </Field>
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            options={what}
            value={chosen(what, filters.area) ?? 'all'}
            onValueChange={(value) => onChange({ area: value === 'all' ? undefined : value })}
          />
        )}
      </Field>
      <Field label="Outcome">
        {(control) => (
          <Select
            {...control}
            options={outcomes}
            value={chosen(outcomes, filters.outcome) ?? 'all'}
            onValueChange={(value) => onChange({ outcome: value === 'all' ? undefined : value })}
          />
        )}
      </Field>
      <Field label="When">
        {(control) => <Select {...control} options={when} value={span} onValueChange={changeWhen} />}
      </Field>
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
