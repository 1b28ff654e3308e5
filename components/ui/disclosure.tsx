import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

interface DisclosureProps {
  /** What is to be read before it is open. */
  summary: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A line within something else that opens what belongs to it. */
export function Disclosure({ summary, className, children }: DisclosureProps) {
  return (
    <details className={cn('group/disclosure text-sm', className)}>
      <summary className="flex w-fit cursor-pointer list-none items-start gap-2 rounded-sm font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="mt-0.5 size-4 shrink-0 transition-transform group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}
