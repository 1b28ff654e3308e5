'use client';

import { RadioGroup as Primitive } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';

interface RadioGroupProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: ReactNode; description?: ReactNode }[];
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** One of a few, each with what choosing it means. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, value, onValueChange, className } = props;
  const id = useId();
  return (
    <Primitive.Root
      aria-label={label}
      value={value ?? ''}
      onValueChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option) onValueChange(option.value);
      }}
      className={cn('grid gap-2', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}-${option.value}`}
          className="flex cursor-pointer gap-3 rounded-md border px-4 py-3 transition-colors hover:bg-sunken has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft"
        >
          <Primitive.Item
            id={`${id}-${option.value}`}
            value={option.value}
            aria-describedby={option.description ? `${id}-${option.value}-about` : undefined}
            className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border border-line-strong bg-surface data-[state=checked]:border-accent"
          >
            <Primitive.Indicator className="size-2.5 rounded-full bg-accent" />
          </Primitive.Item>
          <span className="min-w-0">
            <span className="block font-medium">{option.label}</span>
            {option.description ? (
              <span id={`${id}-${option.value}-about`} className="block text-sm text-ink-soft">
                {option.description}
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </Primitive.Root>
  );
}
