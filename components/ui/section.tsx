import type { ReactNode } from 'react';
import { cn } from './cn';

interface SectionProps {
  /** Of its title, to send the focus there. */
  id?: string;
  title: string;
  description?: ReactNode;
  /** For what needs the width: the words stand above it. */
  wide?: boolean;
  children: ReactNode;
}

/** A part of a settings page: what it is about on the left, the thing itself on the right; below each other where it is narrow. */
export function Section({ id, title, description, wide = false, children }: SectionProps) {
  return (
    <section
      className={cn('grid gap-x-10 gap-y-4 border-t py-8', !wide && 'xl:grid-cols-[15rem_minmax(0,1fr)]')}
    >
      <div className="space-y-1.5">
        <h2 id={id} tabIndex={id ? -1 : undefined} className="text-lg outline-none">
          {title}
        </h2>
        {description ? <div className="max-w-prose text-sm text-ink-soft">{description}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
