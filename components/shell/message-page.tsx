import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Mark } from './mark';

interface MessagePageProps {
  title: string;
  children: ReactNode;
  /** Ways on besides the one home. */
  actions?: ReactNode;
}

/** A page that only says something: nothing here, something went wrong. Its place gives it its margins. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <div className="mx-auto max-w-lg space-y-5 py-16 sm:py-24">
      <Mark className="size-8" />
      <div className="space-y-2">
        <h1 className="text-2xl">{title}</h1>
        <div className="text-ink-soft">{children}</div>
      </div>
      <div className="flex flex-wrap gap-2">
        {actions}
        <Button asChild variant="secondary">
          <Link href="/">Go to the home page</Link>
        </Button>
      </div>
    </div>
  );
}
