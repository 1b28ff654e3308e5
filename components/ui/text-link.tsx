import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

interface TextLinkProps extends ComponentProps<typeof Link> {
  /** In a list of links, where each looks like what it leads to until it is pointed at. */
  quiet?: boolean;
}

/** A link in running text. */
export function TextLink({ quiet = false, className, ...props }: TextLinkProps) {
  return (
    <Link
      {...props}
      className={cn(
        'rounded-sm font-medium underline-offset-4',
        quiet
          ? 'hover:underline'
          : 'text-accent-text underline decoration-accent-text/40 hover:decoration-accent-text',
        className,
      )}
    />
  );
}
