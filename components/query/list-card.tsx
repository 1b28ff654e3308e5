import type { ReactNode } from 'react';
import { Card } from '../ui/card';
import { cn } from '../ui/cn';
import { Problem } from './problem';

interface ListCardProps {
  /** What the query says of the list. */
  list: { error: Error | null; isPlaceholderData: boolean };
  children: ReactNode;
}

/** The card of a list: dim while another one is on its way, and with the reason above it why that could not be had. */
export function ListCard({ list: { error, isPlaceholderData }, children }: ListCardProps) {
  return (
    <>
      <Problem error={error} className="mb-4" />
      <Card
        className={cn('transition-opacity', isPlaceholderData && 'opacity-60')}
        aria-busy={isPlaceholderData}
      >
        {children}
      </Card>
    </>
  );
}
