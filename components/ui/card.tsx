import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A sheet on the paper: one thing, or one list of things. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('rounded-lg border bg-surface shadow-raised', className)} />;
}

/** A card's head: a title and what it is about. */
export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('space-y-1 px-5 pt-5 sm:px-6', className)} />;
}

/** A card's title. `as` fits it into the page's outline. */
export function CardTitle({
  as: Tag = 'h2',
  className,
  ...props
}: ComponentProps<'h2'> & { as?: 'h1' | 'h2' | 'h3' }) {
  return <Tag {...props} className={cn('text-lg', className)} />;
}

/** One or two sentences below a card's title. */
export function CardDescription({ className, ...props }: ComponentProps<'p'>) {
  return <p {...props} className={cn('text-sm text-ink-soft', className)} />;
}

/** What the card holds. */
export function CardContent({ className, ...props }: ComponentProps<'div'>) {
  return <div {...props} className={cn('px-5 py-5 sm:px-6', className)} />;
}

/** The card's actions, set off by a line. */
export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cn('flex flex-wrap items-center gap-3 border-t px-5 py-4 sm:px-6', className)}
    />
  );
}
