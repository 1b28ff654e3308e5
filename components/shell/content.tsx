import type { ReactNode } from 'react';
import { cn } from '../ui/cn';

/** The content of a page, to which the link at its beginning skips. */
export function Content({ className, children }: { className: string; children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className={cn('px-4 outline-none sm:px-6', className)}>
      {children}
    </main>
  );
}
