import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The looks that everything one types or chooses in has in common. */
export const controlLook =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink shadow-raised transition-colors placeholder:text-ink-soft hover:border-ink-soft focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-soft aria-invalid:border-danger aria-invalid:focus-visible:outline-danger';

/** A line of text. Stands in a `Field`, which labels it. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      type="text"
      {...props}
      // 16 px on touch screens: below that, iOS zooms into a field that gets the focus.
      className={cn(controlLook, 'h-9.5 pointer-coarse:h-11 pointer-coarse:text-[1rem]', className)}
    />
  );
}

/** Several lines of text. Stands in a `Field`, which labels it. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...props} className={cn(controlLook, 'py-2', className)} />;
}
