import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The place of something that is on its way, in its size. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden {...props} className={cn('animate-pulse rounded-sm bg-line/70', className)} />;
}
