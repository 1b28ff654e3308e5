'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import type { Ref } from 'react';
import { cn } from './cn';
import type { ControlProps } from './field';
import { controlLook } from './input';

interface SelectProps<Value extends string> extends Partial<ControlProps> {
  options: readonly { value: Value; label: string }[];
  /** The chosen option; none yet when undefined. */
  value: Value | undefined;
  onValueChange: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
  'aria-label'?: string;
  /** The button that opens it, which a form may focus. */
  ref?: Ref<HTMLButtonElement>;
}

/** A drop-down of a few options. Stands in a `Field`, or names itself by aria-label. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder, disabled, className, ...control } = props;
  return (
    <Primitive.Root
      // The empty string keeps the primitive controlled while nothing is chosen.
      value={value ?? ''}
      onValueChange={(chosen) => {
        const option = options.find((each) => each.value === chosen);
        if (option) onValueChange(option.value);
      }}
      disabled={disabled}
    >
      <Primitive.Trigger
        {...control}
        className={cn(
          controlLook,
          'flex h-9.5 items-center justify-between gap-2 text-left data-placeholder:text-ink-soft pointer-coarse:h-11',
          className,
        )}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <Primitive.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={6}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-md border bg-surface p-1 shadow-floating animate-appear"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                className="flex h-9 items-center justify-between gap-6 rounded-sm px-2.5 text-sm outline-none select-none data-highlighted:bg-sunken pointer-coarse:h-11"
              >
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator>
                  <Check aria-hidden className="size-4 text-accent-text" />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
