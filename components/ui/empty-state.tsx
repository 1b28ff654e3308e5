import type { ReactNode } from 'react';
import { cn } from './cn';

interface EmptyStateProps {
  title: string;
  /** Why nothing is here, and what brings something. */
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What stands where a list has nothing to show: the reason, and the way on. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-4 px-6 py-12 text-center', className)}>
      <svg aria-hidden="true" viewBox="0 0 76 28" className="h-7 text-line-strong" fill="none">
        <g stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.4 2.2">
          <circle cx="6" cy="6" r="5" />
          <circle cx="22" cy="6" r="5" />
          <circle cx="54" cy="6" r="5" />
          <circle cx="70" cy="6" r="5" />
          <circle cx="6" cy="22" r="5" />
          <circle cx="22" cy="22" r="5" />
          <circle cx="38" cy="22" r="5" />
          <circle cx="54" cy="22" r="5" />
          <circle cx="70" cy="22" r="5" />
        </g>
        <circle cx="38" cy="6" r="5.5" className="fill-accent" />
      </svg>
      <div className="max-w-md space-y-1">
        <p className="text-lg font-semibold">{title}</p>
        <div className="text-ink-soft">{children}</div>
      </div>
      {action}
    </div>
  );
}
