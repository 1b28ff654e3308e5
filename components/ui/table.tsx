import type { ComponentProps } from 'react';
import { cn } from './cn';

interface TableProps extends ComponentProps<'table'> {
  /** What the table lists, for those who do not see it. */
  caption: string;
}

/** A table that scrolls sideways in its own frame where the screen is narrow. */
export function Table({ caption, className, children, ...props }: TableProps) {
  return (
    // Focusable, so that a keyboard can scroll what does not fit.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-[inherit]">
      <table {...props} className={cn('w-full border-collapse text-left text-sm', className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} className={cn('border-b text-xs text-ink-soft', props.className)} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} className={cn('divide-y', props.className)} />;
}

export function TableRow(props: ComponentProps<'tr'>) {
  return <tr {...props} className={cn('transition-colors', props.className)} />;
}

/** A column's name; `scope="row"` for a row's. */
export function TableHeader({ className, scope = 'col', ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      {...props}
      className={cn(
        'px-3 py-2.5 font-medium whitespace-nowrap first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6',
        className,
      )}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      {...props}
      className={cn('px-3 py-3 align-middle first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6', className)}
    />
  );
}
