'use client';

import { useState } from 'react';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

/** A moment of an address as an input of the reader's own time zone takes it. */
function localOf(iso: string | undefined): string {
  if (!iso) return '';
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isoOf(local: string): string | undefined {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

interface TimeRangeProps {
  /** ISO 8601, as they stand in addresses. */
  from: string | undefined;
  to: string | undefined;
  onChange: (range: { from?: string; to?: string }) => void;
}

/** From when until when, in the reader's own time zone. */
export function TimeRange({ from, to, onChange }: TimeRangeProps) {
  // What is typed stays as it is, until it is a moment.
  const [typed, setTyped] = useState({ from: localOf(from), to: localOf(to) });
  function type(next: Partial<typeof typed>) {
    const all = { ...typed, ...next };
    setTyped(all);
    onChange({ from: isoOf(all.from), to: isoOf(all.to) });
  }
  const backwards = typed.from !== '' && typed.to !== '' && typed.from >= typed.to;
  return (
    <>
      <Field label="From" className="max-sm:col-span-2">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={typed.from}
            onChange={(event) => type({ from: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="To"
        className="max-sm:col-span-2"
        error={backwards ? 'Choose a time after “From”.' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={typed.to}
            onChange={(event) => type({ to: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
