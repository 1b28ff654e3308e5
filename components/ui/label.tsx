import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The name of a control; `htmlFor` is the control's id. */
export function Label({
  className,
  htmlFor,
  children,
  ...props
}: ComponentProps<'label'> & { htmlFor: string }) {
  return (
    <label htmlFor={htmlFor} {...props} className={cn('block text-sm font-medium text-ink', className)}>
      {children}
    </label>
  );
}
