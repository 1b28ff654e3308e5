'use client';

import { Field } from './field';
import { Select } from './select';

interface FilterSelectProps {
  label: string;
  /** What stands there for no filter, such as “Anywhere”. */
  none: string;
  options: readonly { value: string; label: string }[];
  /** What the list is filtered by; what is no option is no filter. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** The option of no filter: a drop-down has no empty value. */
const all = 'all';

/** A drop-down that narrows a list, or leaves it as it is. */
export function FilterSelect({ label, none, options, value, onChange, className }: FilterSelectProps) {
  return (
    <Field label={label} className={className}>
      {(control) => (
        <Select
          {...control}
          options={[{ value: all, label: none }, ...options]}
          value={options.find((option) => option.value === value)?.value ?? all}
          onValueChange={(next) => onChange(next === all ? undefined : next)}
        />
      )}
    </Field>
  );
}
